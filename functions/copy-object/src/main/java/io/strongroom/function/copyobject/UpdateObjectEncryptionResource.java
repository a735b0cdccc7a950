package io.strongroom.function.copyobject;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.operation.UpdateObjectEncryption;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** UpdateObjectEncryption on the wire. */
@Path("/UpdateObjectEncryption")
public final class UpdateObjectEncryptionResource {

  private final RequestHandler handler;
  private final UpdateObjectEncryption operation;

  UpdateObjectEncryptionResource(RequestHandler handler, UpdateObjectEncryption operation) {
    this.handler = handler;
    this.operation = operation;
  }

  @PUT
  public Uni<Void> updateObjectEncryption(@Context RoutingContext context) {
    return handler.handleEmpty(context, Dialect::updateObjectEncryption, operation::execute);
  }
}
