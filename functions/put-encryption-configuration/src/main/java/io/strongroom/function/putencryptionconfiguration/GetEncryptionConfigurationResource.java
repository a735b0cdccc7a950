package io.strongroom.function.putencryptionconfiguration;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.GetEncryptionConfiguration;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** GetEncryptionConfiguration on the wire. */
@Path("/GetEncryptionConfiguration")
public final class GetEncryptionConfigurationResource {

  private final RequestHandler handler;
  private final GetEncryptionConfiguration operation;

  GetEncryptionConfigurationResource(RequestHandler handler, GetEncryptionConfiguration operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @GET
  public Uni<Void> getEncryptionConfiguration(@Context RoutingContext context) {
    return handler.handle(context, Dialect::getEncryptionConfiguration, operation::execute);
  }
}
