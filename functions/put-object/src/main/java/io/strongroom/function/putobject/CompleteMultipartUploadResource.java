package io.strongroom.function.putobject;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.CompleteMultipartUpload;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** CompleteMultipartUpload on the wire. */
@Path("/CompleteMultipartUpload")
public final class CompleteMultipartUploadResource {

  private final RequestHandler handler;
  private final CompleteMultipartUpload operation;

  CompleteMultipartUploadResource(RequestHandler handler, CompleteMultipartUpload operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @POST
  public Uni<Void> completeMultipartUpload(@Context RoutingContext context) {
    return handler.handle(context, Dialect::completeMultipartUpload, operation::execute);
  }
}
