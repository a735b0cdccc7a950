package io.strongroom.storage.upstream;

import io.strongroom.signing.HeaderField;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/** One multipart upload to the store. Parts may be sent by several threads. */
final class Multipart {

  private static final Logger LOG = Logger.getLogger(Multipart.class);
  private static final int MOST_DOCUMENT_BYTES = 1 << 20;

  private final UpstreamCalls calls;
  private final String name;
  private final String uploadId;
  private final TreeMap<Integer, UpstreamTag> parts = new TreeMap<>();
  private int last;

  private Multipart(UpstreamCalls calls, String name, String uploadId) {
    this.calls = calls;
    this.name = name;
    this.uploadId = uploadId;
  }

  static Multipart begin(UpstreamCalls calls, String name) throws IOException {
    return begin(calls, name, List.of());
  }

  /** With what the store is told of the object. */
  static Multipart begin(UpstreamCalls calls, String name, List<HeaderField> headers)
      throws IOException {
    return calls.call(
        () -> UpstreamRequest.of("POST", name, "uploads=").with(headers),
        response ->
            new Multipart(
                calls,
                name,
                document(response)
                    .value("UploadId")
                    .orElseThrow(() -> new IOException("the store names no upload"))));
  }

  private static UpstreamXml document(HttpResponse<InputStream> response) throws IOException {
    return UpstreamXml.read(response.body().readNBytes(MOST_DOCUMENT_BYTES));
  }

  /** The number of the next part; to be called in order. */
  int nextNumber() {
    last++;
    return last;
  }

  /** Sends a part that is in memory, on another thread; gives its memory back. */
  CompletableFuture<Void> send(int number, BufferedPart part, Executor threads) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            UpstreamBody body = part.body();
            keep(number, put(number, body).verifiedBy(body.md5().orElseThrow()));
          } catch (IOException e) {
            throw new CompletionException(e);
          } finally {
            part.close();
          }
        },
        threads);
  }

  /** Sends a part's body and gives the store's tag. */
  UpstreamTag put(int number, UpstreamBody body) throws IOException {
    String query = "partNumber=" + number + "&uploadId=" + encoded(uploadId);
    return calls.call(() -> UpstreamRequest.of("PUT", name, query).body(body), UpstreamTag::of);
  }

  synchronized void keep(int number, UpstreamTag tag) {
    parts.put(number, tag);
  }

  /**
   * Makes one blob of the parts. Sent again after a lost answer the store may know the upload no
   * more, or refuse to write over the blob; then the blob itself is asked for.
   *
   * @param length of the blob, in bytes
   */
  void complete(long length) throws IOException {
    UpstreamBody body = UpstreamBody.of(List.of(completion().getBytes(StandardCharsets.UTF_8)));
    String query = "uploadId=" + encoded(uploadId);
    try {
      calls.call(
          () -> completing(query, body),
          response -> {
            UpstreamXml answer = document(response);
            if (answer.root().equals("Error")) {
              throw new UpstreamRefusal(500, answer.value("Code").orElse(""));
            }
            return answer;
          });
    } catch (UpstreamRefusal refusal) {
      if (refusal.kind() != UpstreamRefusal.Kind.NO_UPLOAD
          && refusal.kind() != UpstreamRefusal.Kind.EXISTS) {
        throw refusal;
      }
    }
    verify(length);
  }

  /** Of a probe: as {@link #complete}, with the condition and without a second thought. */
  String completeUnlessThere() throws IOException {
    UpstreamBody body = UpstreamBody.of(List.of(completion().getBytes(StandardCharsets.UTF_8)));
    return calls.call(
        () ->
            UpstreamRequest.of("POST", name, "uploadId=" + encoded(uploadId))
                .header("If-None-Match", "*")
                .body(body),
        response -> {
          UpstreamXml answer = document(response);
          if (answer.root().equals("Error")) {
            throw new UpstreamRefusal(412, answer.value("Code").orElse(""));
          }
          return "replaced";
        });
  }

  private UpstreamRequest completing(String query, UpstreamBody body) {
    UpstreamRequest request = UpstreamRequest.of("POST", name, query).body(body);
    return calls.abilities().createsOnlyParts() ? request.header("If-None-Match", "*") : request;
  }

  private synchronized String completion() {
    StringBuilder text =
        new StringBuilder(
            "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    parts.forEach(
        (number, tag) ->
            text.append("<Part><PartNumber>")
                .append(number)
                .append("</PartNumber><ETag>")
                .append(tag.value().replace("\"", "&quot;"))
                .append("</ETag></Part>"));
    return text.append("</CompleteMultipartUpload>").toString();
  }

  /** A store that drops whole parts and says that all is well has been met. */
  private void verify(long length) throws IOException {
    long held = calls.call(() -> UpstreamRequest.of("HEAD", name, ""), Multipart::length);
    if (held != length) {
      throw new IOException("the blob store holds another number of bytes than it was sent");
    }
  }

  /** What the head of an answer says of a blob's length. */
  static long length(HttpResponse<InputStream> response) throws IOException {
    try {
      return response
          .headers()
          .firstValueAsLong("Content-Length")
          .orElseThrow(() -> new IOException("the blob store's answer has no length"));
    } catch (NumberFormatException e) {
      throw new IOException("the blob store's answer has no length", e);
    }
  }

  /** As well as can be: what stays is removed when it is old. */
  void abort() {
    try {
      calls.call(
          () -> UpstreamRequest.of("DELETE", name, "uploadId=" + encoded(uploadId)),
          response -> "aborted");
    } catch (IOException e) {
      LOG.debugf("an upload to the blob store stays for now: %s", e.getMessage());
    }
  }

  /** Upload ids are the store's: unreserved characters stay as they are. */
  static String encoded(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append('%').append("%02X".formatted((int) c));
      }
    }
    return encoded.toString();
  }
}
