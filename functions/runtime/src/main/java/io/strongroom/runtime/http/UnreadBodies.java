package io.strongroom.runtime.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/**
 * What becomes of a body that nobody wanted: it is read and dropped for a while, so that the client
 * gets to see the answer instead of a reset, then the connection is closed.
 */
final class UnreadBodies {

  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(5);

  private UnreadBodies() {}

  /** Call before the answer is written. */
  static void release(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      return;
    }
    request.handler(dropped -> {});
    request.resume();
    // What was already here is dropped by now: only a body still on its way is left to wait for.
    if (request.isEnded() || !Admission.announcesBody(request)) {
      return;
    }
    context.response().putHeader("connection", "close");
    long timer = context.vertx().setTimer(PATIENCE_MILLIS, late -> request.connection().close());
    request.endHandler(ended -> context.vertx().cancelTimer(timer));
  }
}
