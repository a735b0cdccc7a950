package io.strongroom.emulator.intake;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Reads one body within a size and within its time: a body that stalls, or that comes a byte at a
 * time, ends. On the request's event loop.
 */
final class BodyReader {

  private final Vertx vertx;
  private final Consumer<Rejection> refused;
  private final Buffer body = Buffer.buffer();
  private final long wholeTimer;
  private long stallTimer;
  private boolean done;

  private BodyReader(Vertx vertx, IntakeLimits limits, Consumer<Rejection> refused) {
    this.vertx = vertx;
    this.refused = refused;
    this.wholeTimer = vertx.setTimer(limits.body().toMillis(), this::late);
    this.stallTimer = vertx.setTimer(limits.bodyStall().toMillis(), this::late);
  }

  /**
   * Reads a body.
   *
   * @param whole gets it; exactly one of the two is called, unless the connection ends before
   */
  static void read(
      Vertx vertx,
      HttpServerRequest request,
      IntakeLimits limits,
      Consumer<Buffer> whole,
      Consumer<Rejection> refused) {
    BodyReader reader = new BodyReader(vertx, limits, refused);
    request.exceptionHandler(
        failure -> {
          reader.finish();
          request.connection().close();
        });
    request.handler(chunk -> reader.take(chunk, limits));
    request.endHandler(
        end -> {
          if (reader.finish()) {
            whole.accept(reader.body);
          }
        });
  }

  private void take(Buffer chunk, IntakeLimits limits) {
    if (done) {
      return;
    }
    vertx.cancelTimer(stallTimer);
    if (body.length() + chunk.length() > Intake.MAX_BODY_SIZE_IN_BYTES) {
      finish();
      refused.accept(Rejection.TOO_LARGE);
      return;
    }
    stallTimer = vertx.setTimer(limits.bodyStall().toMillis(), this::late);
    body.appendBuffer(chunk);
  }

  private void late(long timer) {
    if (finish()) {
      refused.accept(Rejection.TOO_SLOW);
    }
  }

  private boolean finish() {
    if (done) {
      return false;
    }
    done = true;
    vertx.cancelTimer(stallTimer);
    vertx.cancelTimer(wholeTimer);
    return true;
  }
}
