package io.strongroom.function.managebucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.DeleteObject;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** DeleteObject on the wire. */
@Path("/DeleteObject")
public final class DeleteObjectResource {

  private final RequestHandler handler;
  private final DeleteObject operation;

  DeleteObjectResource(RequestHandler handler, DeleteObject operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @DELETE
  public Uni<Void> deleteObject(@Context RoutingContext context) {
    return handler.handleEmpty(context, Dialect::deleteObject, operation::execute);
  }
}
