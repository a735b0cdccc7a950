package io.strongroom.function.managebucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.HeadBucket;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** GetBucketLocation on the wire. */
@Path("/GetBucketLocation")
public final class GetBucketLocationResource {

  private final RequestHandler handler;
  private final HeadBucket operation;

  GetBucketLocationResource(RequestHandler handler, HeadBucket operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @GET
  public Uni<Void> getBucketLocation(@Context RoutingContext context) {
    return handler.handle(context, Dialect::getBucketLocation, operation::execute);
  }
}
