package io.strongroom.function.copyobject;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.UploadPartCopy;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** UploadPartCopy on the wire. */
@Path("/UploadPartCopy")
public final class UploadPartCopyResource {

  private final RequestHandler handler;
  private final UploadPartCopy operation;

  UploadPartCopyResource(RequestHandler handler, UploadPartCopy operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @PUT
  public Uni<Void> uploadPartCopy(@Context RoutingContext context) {
    return handler.handle(context, Dialect::uploadPartCopy, operation::execute);
  }
}
