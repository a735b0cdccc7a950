package io.strongroom.function.putobject;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.AbortMultipartUpload;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** AbortMultipartUpload on the wire. */
@Path("/AbortMultipartUpload")
public final class AbortMultipartUploadResource {

  private final RequestHandler handler;
  private final AbortMultipartUpload operation;

  AbortMultipartUploadResource(RequestHandler handler, AbortMultipartUpload operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @DELETE
  public Uni<Void> abortMultipartUpload(@Context RoutingContext context) {
    return handler.handleEmpty(context, Dialect::abortMultipartUpload, operation::execute);
  }
}
