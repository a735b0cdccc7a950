package io.strongroom.function.managebucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.CreateBucket;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** CreateBucket on the wire. */
@Path("/CreateBucket")
public final class CreateBucketResource {

  private final RequestHandler handler;
  private final CreateBucket operation;

  CreateBucketResource(RequestHandler handler, CreateBucket operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @PUT
  public Uni<Void> createBucket(@Context RoutingContext context) {
    return handler.handleEmpty(context, Dialect::createBucket, operation::execute);
  }
}
