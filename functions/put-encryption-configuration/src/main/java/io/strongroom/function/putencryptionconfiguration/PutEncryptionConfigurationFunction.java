package io.strongroom.function.putencryptionconfiguration;

import static io.strongroom.protocol.http.BucketOperations.DELETE_ENCRYPTION_CONFIGURATION;
import static io.strongroom.protocol.http.BucketOperations.GET_ENCRYPTION_CONFIGURATION;
import static io.strongroom.protocol.http.BucketOperations.PUT_ENCRYPTION_CONFIGURATION;
import static io.strongroom.runtime.http.ServedOperation.served;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.operation.DeleteEncryptionConfiguration;
import io.strongroom.domain.operation.GetEncryptionConfiguration;
import io.strongroom.domain.operation.PutEncryptionConfiguration;
import io.strongroom.protocol.http.Function;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.runtime.http.Dispatcher;
import io.strongroom.runtime.http.HostedFunction;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** The encryption that buckets have by default. */
@Path("/put-encryption-configuration")
public final class PutEncryptionConfigurationFunction implements HostedFunction {

  private final Dispatcher dispatcher;

  PutEncryptionConfigurationFunction(
      RequestHandler handler, Assembly parts, StrongroomConfig config) {
    dispatcher =
        handler.dispatching(
            function(),
            served(
                PUT_ENCRYPTION_CONFIGURATION,
                new PutEncryptionConfiguration(
                        parts.buckets(),
                        parts.storage().buckets(),
                        parts.defaultKeys(config.region()))
                    ::execute),
            served(
                GET_ENCRYPTION_CONFIGURATION,
                new GetEncryptionConfiguration(parts.buckets())::execute),
            served(
                DELETE_ENCRYPTION_CONFIGURATION,
                new DeleteEncryptionConfiguration(parts.buckets(), parts.storage().buckets())
                    ::execute));
  }

  @Override
  public Function function() {
    return Function.PUT_ENCRYPTION_CONFIGURATION;
  }

  @Override
  public Dispatcher dispatcher() {
    return dispatcher;
  }

  @POST
  public Uni<Void> serve(@Context RoutingContext context) {
    return dispatcher.dispatch(context);
  }
}
