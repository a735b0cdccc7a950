package io.strongroom.function.managebucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.ListBuckets;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** ListBuckets on the wire. */
@Path("/ListBuckets")
public final class ListBucketsResource {

  private final RequestHandler handler;
  private final ListBuckets operation;

  ListBucketsResource(RequestHandler handler, ListBuckets operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @GET
  public Uni<Void> listBuckets(@Context RoutingContext context) {
    return handler.handle(context, Dialect::listBuckets, operation::execute);
  }
}
