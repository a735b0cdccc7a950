package io.strongroom.function.managebucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.ListMultipartUploads;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** ListMultipartUploads on the wire. */
@Path("/ListMultipartUploads")
public final class ListMultipartUploadsResource {

  private final RequestHandler handler;
  private final ListMultipartUploads operation;

  ListMultipartUploadsResource(RequestHandler handler, ListMultipartUploads operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @GET
  public Uni<Void> listMultipartUploads(@Context RoutingContext context) {
    return handler.handle(context, Dialect::listMultipartUploads, operation::execute);
  }
}
