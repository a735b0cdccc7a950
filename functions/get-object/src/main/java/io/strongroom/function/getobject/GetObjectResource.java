package io.strongroom.function.getobject;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.GetObject;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** GetObject on the wire. */
@Path("/GetObject")
public final class GetObjectResource {

  private final RequestHandler handler;
  private final GetObject operation;

  GetObjectResource(RequestHandler handler, GetObject operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @GET
  public Uni<Void> getObject(@Context RoutingContext context) {
    return handler.handleContent(context, Dialect::getObject, operation::execute);
  }
}
