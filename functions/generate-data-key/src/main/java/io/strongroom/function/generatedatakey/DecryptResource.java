package io.strongroom.function.generatedatakey;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.Decrypt;
import io.strongroom.protocol.json.AwsJsonDialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** Decrypt on the wire. */
@Path("/Decrypt")
public final class DecryptResource {

  private final RequestHandler handler;
  private final Decrypt operation;

  DecryptResource(RequestHandler handler, Decrypt operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @POST
  public Uni<Void> decrypt(@Context RoutingContext context) {
    return handler.handleJson(context, AwsJsonDialect::decrypt, operation::execute);
  }
}
