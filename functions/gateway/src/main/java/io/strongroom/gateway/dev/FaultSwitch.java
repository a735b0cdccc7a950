package io.strongroom.gateway.dev;

import io.quarkus.vertx.http.ManagementInterface;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fails requests for objects on purpose, where {@code dev} started the process. {@code PUT
 * /dev/faults?percent=N&delay=MILLISECONDS} at the port of health changes how, {@code DELETE} ends
 * it. Thread-safe.
 */
@Singleton
final class FaultSwitch {

  static final String SETTING = "strongroom-local.dev";

  private static final String PATH = "/dev/faults";
  private static final int BEFORE_ALL = 2_000_000;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int UNAVAILABLE = 503;
  private static final String SLOW_DOWN =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message>"
          + "</Error>";

  private volatile DevFaults faults = DevFaults.NONE;
  private final AtomicLong requests = new AtomicLong();

  void register(@Observes Filters filters) {
    if (isDev()) {
      faults =
          new DevFaults(
              Integer.getInteger(SETTING + ".percent", 0),
              Integer.getInteger(SETTING + ".delay", 0));
      filters.register(this::meet, BEFORE_ALL);
    }
  }

  void register(@Observes ManagementInterface management) {
    if (isDev()) {
      management.router().put(PATH).handler(this::set);
      management.router().delete(PATH).handler(this::end);
    }
  }

  private static boolean isDev() {
    return System.getProperty(SETTING) != null;
  }

  private void meet(RoutingContext context) {
    DevFaults now = faults;
    boolean strikes = now.strikes(requests.getAndIncrement());
    Runnable then = strikes ? () -> refuse(context) : context::next;
    if (now.delayInMilliseconds() == 0) {
      then.run();
      return;
    }
    context.request().pause();
    context
        .vertx()
        .setTimer(
            now.delayInMilliseconds(),
            _ -> {
              context.request().resume();
              then.run();
            });
  }

  /** The body stays unread, so the connection cannot be used again. */
  private static void refuse(RoutingContext context) {
    context
        .response()
        .setStatusCode(UNAVAILABLE)
        .putHeader("Content-Type", "application/xml")
        .putHeader("Connection", "close")
        .end(SLOW_DOWN);
  }

  private void set(RoutingContext context) {
    try {
      faults = new DevFaults(number(context, "percent"), number(context, "delay"));
      requests.set(0);
      answer(context, OK, faults.toString());
    } catch (IllegalArgumentException wrong) {
      answer(context, BAD_REQUEST, "percent is 0 to 100, delay is milliseconds");
    }
  }

  private static int number(RoutingContext context, String name) {
    return Integer.parseInt(context.request().getParam(name, "0"));
  }

  private void end(RoutingContext context) {
    faults = DevFaults.NONE;
    answer(context, OK, "none");
  }

  private static void answer(RoutingContext context, int status, String text) {
    context.response().setStatusCode(status).end(text + "\n");
  }
}
