package io.strongroom.function.managebucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.HeadBucket;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** HeadBucket on the wire. */
@Path("/HeadBucket")
public final class HeadBucketResource {

  private final RequestHandler handler;
  private final HeadBucket operation;

  HeadBucketResource(RequestHandler handler, HeadBucket operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @HEAD
  public Uni<Void> headBucket(@Context RoutingContext context) {
    return handler.handle(context, Dialect::headBucket, operation::execute);
  }
}
