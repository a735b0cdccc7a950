package io.strongroom.gateway;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The port of health and metrics listens on loopback and asks for no credentials. So a page in a
 * browser of this machine could read it under a name of its own (DNS rebinding): requests for
 * another host than this machine's own are refused. Thread-safe.
 */
@Singleton
final class HealthHosts {

  private static final int BEFORE_ALL = -1_000_000;
  private static final int MISDIRECTED = 421;

  private static final String LOCALHOST = "localhost";

  void register(@Observes ManagementInterface management) {
    management.router().route().order(BEFORE_ALL).handler(this::check);
  }

  private void check(RoutingContext context) {
    String host = context.request().getHeader("Host");
    if (host == null || isOwn(host)) {
      context.next();
    } else {
      context.response().setStatusCode(MISDIRECTED).end();
    }
  }

  /**
   * An address cannot be made to point elsewhere, and {@code localhost} is not asked of anybody.
   */
  static boolean isOwn(String host) {
    try {
      String name = name(URI.create("http://" + host).getHost());
      return name.equals(LOCALHOST)
          || name.endsWith("." + LOCALHOST)
          || InetAddress.ofLiteral(name).isLoopbackAddress();
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  private static String name(@Nullable String host) {
    String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
