package io.strongroom.function.putobject;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.ListParts;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** ListParts on the wire. */
@Path("/ListParts")
public final class ListPartsResource {

  private final RequestHandler handler;
  private final ListParts operation;

  ListPartsResource(RequestHandler handler, ListParts operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @GET
  public Uni<Void> listParts(@Context RoutingContext context) {
    return handler.handle(context, Dialect::listParts, operation::execute);
  }
}
