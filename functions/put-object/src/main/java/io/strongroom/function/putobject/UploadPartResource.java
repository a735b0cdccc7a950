package io.strongroom.function.putobject;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.UploadPart;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** UploadPart on the wire. */
@Path("/UploadPart")
public final class UploadPartResource {

  private final RequestHandler handler;
  private final UploadPart operation;

  UploadPartResource(RequestHandler handler, UploadPart operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @PUT
  public Uni<Void> uploadPart(@Context RoutingContext context) {
    return handler.handle(context, Dialect::uploadPart, operation::execute);
  }
}
