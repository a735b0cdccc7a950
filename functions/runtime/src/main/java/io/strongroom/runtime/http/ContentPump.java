package io.strongroom.runtime.http;

import io.strongroom.domain.content.ObjectContent;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Moves plaintext to a client as fast as the client takes it, one buffer on its way while the next
 * is opened. Blocking; runs on a worker.
 */
final class ContentPump {

  private static final int BUFFER_BYTES = 128 * 1024;

  /** Longest time a client may take nothing. */
  private static final long STALL_SECONDS = 120;

  private ContentPump() {}

  /**
   * @throws IOException when the client is gone or stalls, or stored bytes cannot be read
   */
  static void pump(ObjectContent content, HttpServerResponse response) throws IOException {
    byte[] plaintext = new byte[(int) Math.min(content.remaining(), BUFFER_BYTES)];
    Future<Void> previous = Future.succeededFuture();
    try {
      for (int n = fill(content, plaintext); n > 0; n = fill(content, plaintext)) {
        await(previous);
        previous = response.write(Buffer.buffer(n).appendBytes(plaintext, 0, n));
      }
      await(previous);
      await(response.end());
    } finally {
      Arrays.fill(plaintext, (byte) 0);
    }
  }

  private static int fill(ObjectContent content, byte[] buffer) throws IOException {
    int filled = 0;
    while (filled < buffer.length) {
      int n = content.read(buffer, filled, buffer.length - filled);
      if (n < 0) {
        break;
      }
      filled += n;
    }
    return filled;
  }

  private static void await(Future<Void> write) throws IOException {
    if (write.succeeded()) {
      return;
    }
    try {
      write.toCompletionStage().toCompletableFuture().get(STALL_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException gone) {
      throw new IOException("the client is gone", gone.getCause());
    } catch (TimeoutException stalled) {
      throw new IOException("the client takes nothing", stalled);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", stopped);
    }
  }
}
