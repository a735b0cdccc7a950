package io.strongroom.storage.upstream;

import io.strongroom.signing.HeaderField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * What all uploads to the store share. Thread-safe.
 *
 * @param partBytes of a part but for the last; more for blobs that would have too many of them
 * @param threads where requests are sent that run beside their upload
 * @param headers what the store is told of each object
 */
record UpstreamUploads(
    UpstreamCalls calls,
    PartBudget budget,
    long partBytes,
    Executor threads,
    List<HeaderField> headers) {

  /** Of what says nothing of itself. */
  static final List<HeaderField> BLOB =
      List.of(new HeaderField("Content-Type", "application/octet-stream"));

  /** The same for something that says more of itself. */
  UpstreamUploads with(List<HeaderField> others) {
    return new UpstreamUploads(calls, budget, partBytes, threads, others);
  }

  /** What a failure means to whoever writes: copies are no blobs, and are tried again. */
  RuntimeException failure(String what, IOException cause) {
    return headers.equals(BLOB)
        ? UpstreamCalls.failure(what, cause)
        : new UncheckedIOException(cause);
  }

  Multipart begin(String name) throws IOException {
    return Multipart.begin(calls, name, multipartHeaders());
  }

  /** Blobs need none there. */
  private List<HeaderField> multipartHeaders() {
    return headers.equals(BLOB) ? List.of() : headers;
  }

  /** The field's limit is 10,000. */
  private static final long MOST_PARTS = 9_000;

  private static final long MEBIBYTE = 1 << 20;

  /** How long the parts of a blob are. */
  long partBytes(OptionalLong sealedLength) {
    long least = Math.ceilDiv(sealedLength.orElse(0), MOST_PARTS);
    return least <= partBytes ? partBytes : Math.ceilDiv(least, MEBIBYTE) * MEBIBYTE;
  }

  /**
   * One request for a whole blob, which writes over no other where the store can tell.
   *
   * @throws IOException also when another blob has that name
   */
  UpstreamTag put(String name, UpstreamBody body) throws IOException {
    try {
      return calls.call(() -> putting(name, body), UpstreamTag::of);
    } catch (UpstreamRefusal refusal) {
      if (refusal.kind() != UpstreamRefusal.Kind.EXISTS) {
        throw refusal;
      }
      return there(name, body.publisher().contentLength());
    }
  }

  private UpstreamRequest putting(String name, UpstreamBody body) {
    UpstreamRequest request = UpstreamRequest.of("PUT", name, "").with(headers).body(body);
    return calls.abilities().createsOnly() ? request.header("If-None-Match", "*") : request;
  }

  /** What an earlier try of the same request has written, if its answer was lost. */
  private UpstreamTag there(String name, long length) throws IOException {
    return calls.call(
        () -> UpstreamRequest.of("HEAD", name, ""),
        response -> {
          if (Multipart.length(response) != length) {
            throw new IOException("the blob store holds another blob of that name");
          }
          return UpstreamTag.of(response);
        });
  }

  <T> CompletableFuture<T> async(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    threads.execute(
        () -> {
          try {
            result.complete(work.call());
          } catch (CompletionException e) {
            result.completeExceptionally(e.getCause() == null ? e : e.getCause());
          } catch (Exception e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }
}
