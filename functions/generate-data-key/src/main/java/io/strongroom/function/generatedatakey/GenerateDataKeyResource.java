package io.strongroom.function.generatedatakey;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.GenerateDataKey;
import io.strongroom.protocol.json.AwsJsonDialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** GenerateDataKey on the wire. */
@Path("/GenerateDataKey")
public final class GenerateDataKeyResource {

  private final RequestHandler handler;
  private final GenerateDataKey operation;

  GenerateDataKeyResource(RequestHandler handler, GenerateDataKey operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @POST
  public Uni<Void> generateDataKey(@Context RoutingContext context) {
    return handler.handleJson(context, AwsJsonDialect::generateDataKey, operation::execute);
  }
}
