package io.strongroom.emulator.intake;

import io.strongroom.emulator.intake.AdmissionBudget.Admission;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * One request under way: what it holds until its answer has ended, and what then becomes of its
 * connection. On the request's event loop.
 */
final class Arrival {

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final IntakeLimits limits;
  private final OpenConnections connections;
  private Optional<Admission> admission = Optional.empty();
  private boolean closing;
  private boolean answered;
  private boolean bodyOver;

  Arrival(
      Vertx vertx, HttpServerRequest request, IntakeLimits limits, OpenConnections connections) {
    this.vertx = vertx;
    this.request = request;
    this.limits = limits;
    this.connections = connections;
    connections.busy(request.connection());
    // Called once, be it that the answer was written or that the connection ended.
    request.response().endHandler(ended -> answered());
  }

  HttpServerRequest request() {
    return request;
  }

  /** Holds its room until the answer is out: what is made from the body lives as long. */
  void admitted(Admission room) {
    admission = Optional.of(room);
  }

  void closeWhenAnswered() {
    closing = true;
    request.response().putHeader("Connection", "close");
  }

  void bodyIsOver() {
    bodyOver = true;
    settle();
  }

  /**
   * Keeps nothing of what still comes. It is read all the same, for a while, because closing a
   * connection with unread bytes can take the answer away from its reader.
   */
  void passOver() {
    if (request.isEnded()) {
      bodyIsOver();
      return;
    }
    long timer =
        vertx.setTimer(limits.bodyStall().toMillis(), late -> request.connection().close());
    long[] left = {Intake.MAX_BODY_SIZE_IN_BYTES};
    request.exceptionHandler(failure -> vertx.cancelTimer(timer));
    request.handler(
        chunk -> {
          left[0] -= chunk.length();
          if (left[0] < 0) {
            vertx.cancelTimer(timer);
            request.connection().close();
          }
        });
    request.endHandler(
        end -> {
          vertx.cancelTimer(timer);
          bodyIsOver();
        });
  }

  private void answered() {
    answered = true;
    admission.ifPresent(Admission::close);
    boolean unread = !Channels.of(request.connection()).isWritable();
    connections.answered(request.connection(), unread ? limits.write() : limits.keepAlive());
    settle();
  }

  private void settle() {
    if (closing && answered && bodyOver) {
      request.connection().close();
    }
  }
}
