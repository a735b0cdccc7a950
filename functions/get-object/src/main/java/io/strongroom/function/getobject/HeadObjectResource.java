package io.strongroom.function.getobject;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.HeadObject;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** HeadObject on the wire. */
@Path("/HeadObject")
public final class HeadObjectResource {

  private final RequestHandler handler;
  private final HeadObject operation;

  HeadObjectResource(RequestHandler handler, HeadObject operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @HEAD
  public Uni<Void> headObject(@Context RoutingContext context) {
    return handler.handle(context, Dialect::headObject, operation::execute);
  }
}
