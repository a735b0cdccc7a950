package io.strongroom.function.managebucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.runtime.http.ApiVersionProbe;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** ProbeApiVersion on the wire: how OBS clients find out which dialect they may speak. */
@Path("/ProbeApiVersion")
public final class ProbeApiVersionResource {

  private final ApiVersionProbe probe;

  ProbeApiVersionResource(ApiVersionProbe probe) {
    this.probe = probe;
  }

  @HEAD
  public Uni<Void> probe(@Context RoutingContext context) {
    return probe.answer(context);
  }
}
