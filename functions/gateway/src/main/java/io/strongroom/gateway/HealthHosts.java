package io.strongroom.gateway;

import io.quarkus.vertx.http.ManagementInterface;
import io.strongroom.emulator.intake.HostNames;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * The port of health and metrics listens on loopback and asks for no credentials. So a page in a
 * browser of this machine could read it under a name of its own (DNS rebinding): requests for
 * another host than this machine's own are refused. Thread-safe.
 */
@Singleton
final class HealthHosts {

  private static final int BEFORE_ALL = -1_000_000;
  private static final int MISDIRECTED = 421;

  private final HostNames names = new HostNames(Set.of());

  void register(@Observes ManagementInterface management) {
    management.router().route().order(BEFORE_ALL).handler(this::check);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    String host = request.getHeader("Host");
    if (host == null || names.accepts(host, request.localAddress().hostAddress())) {
      context.next();
    } else {
      context.response().setStatusCode(MISDIRECTED).end();
    }
  }
}
