package io.strongroom.runtime.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Sends every request, before JAX-RS looks at its path, to the function of its operation.
 *
 * <p>Filters are made while the application is built, when no configuration is there yet; hence the
 * indirection.
 */
@Singleton
public final class RoutingFilter {

  private final Instance<RequestRouting> routing;

  RoutingFilter(Instance<RequestRouting> routing) {
    this.routing = routing;
  }

  /** Runs on the event loop: resolving touches neither body nor database. */
  @ServerRequestFilter(preMatching = true)
  public void route(ContainerRequestContext jaxrs, RoutingContext context) {
    // The method chose the operation, and has no more to say: functions are posted to.
    jaxrs.setMethod("POST");
    jaxrs.setRequestUri(URI.create(routing.get().resourceFor(context)));
  }
}
