package io.strongroom.storage.upstream;

import java.io.IOException;
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
 */
record UpstreamUploads(UpstreamCalls calls, PartBudget budget, long partBytes, Executor threads) {

  /** The field's limit is 10,000. */
  private static final long MOST_PARTS = 9_000;

  private static final long MEBIBYTE = 1 << 20;

  /** How long the parts of a blob are. */
  long partBytes(OptionalLong sealedLength) {
    long least = Math.ceilDiv(sealedLength.orElse(0), MOST_PARTS);
    return least <= partBytes ? partBytes : Math.ceilDiv(least, MEBIBYTE) * MEBIBYTE;
  }

  /** One request for a whole blob. */
  UpstreamTag put(String name, UpstreamBody body) throws IOException {
    return calls.call(
        () ->
            UpstreamRequest.of("PUT", name, "")
                .header("Content-Type", "application/octet-stream")
                .body(body),
        UpstreamTag::of);
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
