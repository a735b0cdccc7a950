package io.strongroom.function.copyobject;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.CopyObject;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** CopyObject on the wire. */
@Path("/CopyObject")
public final class CopyObjectResource {

  private final RequestHandler handler;
  private final CopyObject operation;

  CopyObjectResource(RequestHandler handler, CopyObject operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @PUT
  public Uni<Void> copyObject(@Context RoutingContext context) {
    return handler.handle(context, Dialect::copyObject, operation::execute);
  }
}
