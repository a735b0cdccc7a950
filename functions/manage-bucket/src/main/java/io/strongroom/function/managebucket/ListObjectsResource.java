package io.strongroom.function.managebucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.ListObjects;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** ListObjects on the wire. */
@Path("/ListObjects")
public final class ListObjectsResource {

  private final RequestHandler handler;
  private final ListObjects operation;

  ListObjectsResource(RequestHandler handler, ListObjects operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @GET
  public Uni<Void> listObjects(@Context RoutingContext context) {
    return handler.handle(context, Dialect::listObjects, operation::execute);
  }
}
