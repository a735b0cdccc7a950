package io.strongroom.function.managebucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.ListObjects;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** ListObjectsV2 on the wire. */
@Path("/ListObjectsV2")
public final class ListObjectsV2Resource {

  private final RequestHandler handler;
  private final ListObjects operation;

  ListObjectsV2Resource(RequestHandler handler, ListObjects operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @GET
  public Uni<Void> listObjectsV2(@Context RoutingContext context) {
    return handler.handle(context, Dialect::listObjectsV2, operation::execute);
  }
}
