package io.strongroom.function.putencryptionconfiguration;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.PutEncryptionConfiguration;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** PutEncryptionConfiguration on the wire. */
@Path("/PutEncryptionConfiguration")
public final class PutEncryptionConfigurationResource {

  private final RequestHandler handler;
  private final PutEncryptionConfiguration operation;

  PutEncryptionConfigurationResource(RequestHandler handler, PutEncryptionConfiguration operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @PUT
  public Uni<Void> putEncryptionConfiguration(@Context RoutingContext context) {
    return handler.handleEmpty(context, Dialect::putEncryptionConfiguration, operation::execute);
  }
}
