package io.strongroom.function.managebucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.operation.SettingTerms;
import io.strongroom.protocol.http.Function;
import io.strongroom.runtime.config.StrongroomConfig;
import io.strongroom.runtime.http.Dispatcher;
import io.strongroom.runtime.http.HostedFunction;
import io.strongroom.runtime.http.RequestHandler;
import io.strongroom.runtime.http.ServedOperation;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.stream.Stream;

/** Buckets, listings and deletes. */
@Path("/manage-bucket")
public final class ManageBucketFunction implements HostedFunction {

  private final Dispatcher dispatcher;

  ManageBucketFunction(
      RequestHandler handler, Assembly parts, SettingTerms terms, StrongroomConfig config) {
    Stream<ServedOperation<?, ?>> listed =
        Stream.of(
                ServedBuckets.of(parts, config), ServedListings.of(parts), ServedObjects.of(parts))
            .flatMap(List::stream);
    Stream<ServedOperation<?, ?>> settings =
        Stream.concat(ServedBuckets.configurations(parts, terms), ServedVersions.of(parts));
    dispatcher =
        handler.dispatching(
            function(), Stream.concat(settings, listed).toArray(ServedOperation[]::new));
  }

  @Override
  public Function function() {
    return Function.MANAGE_BUCKET;
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
