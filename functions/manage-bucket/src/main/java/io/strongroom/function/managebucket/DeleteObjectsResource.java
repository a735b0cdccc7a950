package io.strongroom.function.managebucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.DeleteObjects;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** DeleteObjects on the wire. */
@Path("/DeleteObjects")
public final class DeleteObjectsResource {

  private final RequestHandler handler;
  private final DeleteObjects operation;

  DeleteObjectsResource(RequestHandler handler, DeleteObjects operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @POST
  public Uni<Void> deleteObjects(@Context RoutingContext context) {
    return handler.handle(context, Dialect::deleteObjects, operation::execute);
  }
}
