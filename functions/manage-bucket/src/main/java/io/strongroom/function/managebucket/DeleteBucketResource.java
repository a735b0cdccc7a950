package io.strongroom.function.managebucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.DeleteBucket;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** DeleteBucket on the wire. */
@Path("/DeleteBucket")
public final class DeleteBucketResource {

  private final RequestHandler handler;
  private final DeleteBucket operation;

  DeleteBucketResource(RequestHandler handler, DeleteBucket operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @DELETE
  public Uni<Void> deleteBucket(@Context RoutingContext context) {
    return handler.handleEmpty(context, Dialect::deleteBucket, operation::execute);
  }
}
