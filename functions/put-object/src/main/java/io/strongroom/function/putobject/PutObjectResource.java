package io.strongroom.function.putobject;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.PutObject;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** PutObject on the wire. */
@Path("/PutObject")
public final class PutObjectResource {

  private final RequestHandler handler;
  private final PutObject operation;

  PutObjectResource(RequestHandler handler, PutObject operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @PUT
  public Uni<Void> putObject(@Context RoutingContext context) {
    return handler.handle(context, Dialect::putObject, operation::execute);
  }
}
