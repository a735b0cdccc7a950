package io.strongroom.function.putencryptionconfiguration;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.DeleteEncryptionConfiguration;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** DeleteEncryptionConfiguration on the wire. */
@Path("/DeleteEncryptionConfiguration")
public final class DeleteEncryptionConfigurationResource {

  private final RequestHandler handler;
  private final DeleteEncryptionConfiguration operation;

  DeleteEncryptionConfigurationResource(
      RequestHandler handler, DeleteEncryptionConfiguration operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @DELETE
  public Uni<Void> deleteEncryptionConfiguration(@Context RoutingContext context) {
    return handler.handleEmpty(context, Dialect::deleteEncryptionConfiguration, operation::execute);
  }
}
