package io.strongroom.protocol.http.document;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.body.BodyRules;
import io.strongroom.protocol.http.body.VerifiedBody;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlLimits;
import io.strongroom.protocol.http.xml.XmlReader;
import io.strongroom.signing.PayloadIntegrity;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * The document in a request's body: read whole, and already held to everything the request's
 * headers promise of it. Not yet parsed, so that a caller can look at the bucket first.
 */
public final class RequestDocument {

  private final byte[] bytes;
  private final String root;
  private final XmlLimits limits;

  private RequestDocument(byte[] bytes, String root, XmlLimits limits) {
    this.bytes = bytes;
    this.root = root;
    this.limits = limits;
  }

  /** What a document is, and what it needs. */
  public record Kind(String root, XmlLimits limits, Digest digest) {}

  /** Whether, and how, the body's own integrity is stated. */
  public enum Digest {
    /** By the usual headers, if the client likes. */
    OPTIONAL,
    /** S3: the operations that change many things at once want to be sure of their body. */
    REQUIRED,
    /** Checksum headers speak of something else than this body. */
    NOT_OF_THE_BODY
  }

  /**
   * Reads the body. Blocking.
   *
   * @throws ObjectStoreException InvalidRequest when a digest is required and missing
   * @throws io.strongroom.protocol.http.body.BodyRejected when it is not what its headers say
   */
  public static RequestDocument read(IncomingRequest request, Vocabulary words, Kind kind) {
    Headers headers = request.wire().headers();
    if (isAbsent(headers)) {
      return new RequestDocument(new byte[0], kind.root(), kind.limits());
    }
    BodyRules rules =
        words.checksums() && kind.digest() != Digest.NOT_OF_THE_BODY
            ? BodyRules.verifying(words.prefix())
            : BodyRules.withoutChecksums(words.prefix());
    VerifiedBody body =
        VerifiedBody.of(request.wire().body(), request.integrity(), headers::all, rules);
    if (kind.digest() == Digest.REQUIRED && mustState(request, words) && !body.isVouchedFor()) {
      throw new ObjectStoreException(
          new RequestError.InvalidRequest(
              "Missing required header for this request: Content-MD5 OR "
                  + words.header("checksum-*")));
    }
    return new RequestDocument(body.readAll(kind.limits().bytes()), kind.root(), kind.limits());
  }

  /**
   * The document as text, for languages that are not XML.
   *
   * @throws ObjectStoreException MalformedXml when it is not UTF-8
   */
  public String text() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ObjectStoreException(new RequestError.MalformedXml("not UTF-8"));
    }
  }

  /** Whether there is no body at all. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /**
   * What the document says.
   *
   * @param reader from the root to what it means
   * @throws ObjectStoreException MalformedXml when it is another, or no document, or holds
   *     something that the reader did not ask for
   */
  public <T> T parse(Function<XmlElement, T> reader) {
    XmlElement document = XmlReader.read(bytes, root, limits);
    T read = reader.apply(document);
    document.requireRead();
    return read;
  }

  // OBS: its SDKs speak AWS Version 2 as well, and some state no digest in either dialect.
  private static boolean mustState(IncomingRequest request, Vocabulary words) {
    return words.checksums() && !(request.integrity() instanceof PayloadIntegrity.NotCovered);
  }

  private static boolean isAbsent(Headers headers) {
    return !headers.has("transfer-encoding")
        && headers.first("content-length").map(length -> length.equals("0")).orElse(true);
  }
}
