package io.strongroom.function.generatedatakey;

import static io.strongroom.protocol.http.ServiceOperations.DECRYPT;
import static io.strongroom.protocol.http.ServiceOperations.GENERATE_DATA_KEY;
import static io.strongroom.protocol.http.ServiceOperations.GENERATE_DATA_KEY_WITHOUT_PLAINTEXT;
import static io.strongroom.runtime.http.ServedOperation.served;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.operation.Decrypt;
import io.strongroom.domain.operation.GenerateDataKey;
import io.strongroom.protocol.http.Function;
import io.strongroom.runtime.http.Dispatcher;
import io.strongroom.runtime.http.HostedFunction;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** Keys for clients, over whichever KMS is configured. */
@Path("/generate-data-key")
public final class GenerateDataKeyFunction implements HostedFunction {

  private final Dispatcher dispatcher;

  GenerateDataKeyFunction(RequestHandler handler, Assembly parts) {
    dispatcher =
        handler.dispatching(
            function(),
            served(GENERATE_DATA_KEY, new GenerateDataKey(parts.keyService())::execute),
            served(
                GENERATE_DATA_KEY_WITHOUT_PLAINTEXT,
                new GenerateDataKey(parts.keyService())::execute),
            served(DECRYPT, new Decrypt(parts.keyService())::execute));
  }

  @Override
  public Function function() {
    return Function.GENERATE_DATA_KEY;
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
