package io.strongroom.runtime.http;

import io.strongroom.domain.content.ObjectContent;
import io.strongroom.runtime.admission.Lease;
import io.strongroom.runtime.admission.Pace;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Moves plaintext to a client as fast as the client takes it, one step on its way while the next is
 * opened. Steps are small until the client has shown that it takes them, and small again when it
 * rests. Blocking; runs on a worker.
 */
final class ContentPump {

  private static final int SMALL_STEP = 16 * 1024;
  private static final int LARGE_STEP = 128 * 1024;

  /** What a client takes in small steps before it gets large ones. */
  private static final long PROBATION_BYTES = 1 << 20;

  private static final long TICK_SECONDS = 1;

  private final ObjectContent content;
  private final HttpServerResponse response;
  private final Lease lease;
  private byte[] plaintext;
  private Optional<Outbox> outbox = Optional.empty();
  private long takenQuickly;

  ContentPump(ObjectContent content, HttpServerResponse response, Lease lease) {
    this.content = content;
    this.response = response;
    this.lease = lease;
    this.plaintext = new byte[(int) Math.min(content.remaining(), SMALL_STEP)];
  }

  /**
   * @throws IOException when the client is gone or stalls, or stored bytes cannot be read
   */
  void run() throws IOException {
    Future<Void> previous = Future.succeededFuture();
    int under = 0;
    try {
      for (int n = fill(); n > 0; n = fill()) {
        Buffer step = step(n);
        await(previous, under);
        if (isAtEnd()) {
          // With the last bytes, not after them: that would be one more turn of the event loop.
          await(response.end(step), n);
          return;
        }
        previous = response.write(step);
        under = n;
        resize();
      }
      await(previous, under);
      await(response.end(), 0);
    } finally {
      Arrays.fill(plaintext, (byte) 0);
      lease.close();
    }
  }

  /** In large steps out of the way of the heap: the socket wants what it sends outside of it. */
  private Buffer step(int bytes) {
    return outbox
        .map(box -> box.put(plaintext, bytes))
        .orElseGet(() -> Buffer.buffer(bytes).appendBytes(plaintext, 0, bytes));
  }

  /** Asked of the content itself: its last segment may be one without bytes, and be rejected. */
  private boolean isAtEnd() throws IOException {
    return content.remaining() == 0 && content.read(new byte[1], 0, 1) < 0;
  }

  private void resize() {
    int step = plaintext.length;
    if (takenQuickly >= PROBATION_BYTES
        && step == SMALL_STEP
        && content.remaining() > LARGE_STEP
        && lease.tryHold(Footprint.DOWNLOAD)) {
      step = LARGE_STEP;
    } else if (takenQuickly == 0 && step == LARGE_STEP) {
      step = SMALL_STEP;
    }
    if (step != plaintext.length) {
      Arrays.fill(plaintext, (byte) 0);
      plaintext = new byte[step];
      outbox = step == LARGE_STEP ? Optional.of(new Outbox(LARGE_STEP)) : Optional.empty();
    }
  }

  private int fill() throws IOException {
    int filled = 0;
    while (filled < plaintext.length) {
      int n = content.read(plaintext, filled, plaintext.length - filled);
      if (n < 0) {
        break;
      }
      filled += n;
    }
    return filled;
  }

  private void await(Future<Void> write, int bytes) throws IOException {
    if (write.succeeded()) {
      takenQuickly += bytes;
      return;
    }
    Pace pace = lease.pace();
    pace.waits(lease.now());
    CompletableFuture<Void> taken = write.toCompletionStage().toCompletableFuture();
    boolean rested = false;
    while (!isDone(taken)) {
      rested = true;
      if (pace.exhausted(lease.now(), pace.patience().answerStall())) {
        lease.cut();
        throw new IOException("the client takes nothing, or too slowly");
      }
    }
    pace.moved(lease.now(), bytes);
    takenQuickly = rested ? 0 : takenQuickly + bytes;
    if (rested) {
      lease.tryHold(Footprint.DOWNLOAD_AT_REST);
    }
  }

  private static boolean isDone(CompletableFuture<Void> write) throws IOException {
    try {
      write.get(TICK_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException later) {
      return false;
    } catch (ExecutionException gone) {
      throw new IOException("the client is gone", gone.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", stopped);
    }
  }
}
