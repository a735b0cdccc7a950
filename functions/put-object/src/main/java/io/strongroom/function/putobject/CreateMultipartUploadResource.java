package io.strongroom.function.putobject;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.CreateMultipartUpload;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** CreateMultipartUpload on the wire. */
@Path("/CreateMultipartUpload")
public final class CreateMultipartUploadResource {

  private final RequestHandler handler;
  private final CreateMultipartUpload operation;

  CreateMultipartUploadResource(RequestHandler handler, CreateMultipartUpload operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @POST
  public Uni<Void> createMultipartUpload(@Context RoutingContext context) {
    return handler.handle(context, Dialect::createMultipartUpload, operation::execute);
  }
}
