package io.strongroom.function.getobject;

import static io.strongroom.protocol.http.ObjectOperations.GET_OBJECT;
import static io.strongroom.protocol.http.ObjectOperations.GET_OBJECT_ATTRIBUTES;
import static io.strongroom.protocol.http.ObjectOperations.HEAD_OBJECT;
import static io.strongroom.runtime.http.ServedOperation.served;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.assembly.Assembly;
import io.strongroom.domain.operation.GetObject;
import io.strongroom.domain.operation.GetObjectAttributes;
import io.strongroom.domain.operation.HeadObject;
import io.strongroom.protocol.http.Function;
import io.strongroom.runtime.http.Dispatcher;
import io.strongroom.runtime.http.HostedFunction;
import io.strongroom.runtime.http.RequestHandler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** GetObject and its relatives that only read. */
@Path("/get-object")
public final class GetObjectFunction implements HostedFunction {

  private final Dispatcher dispatcher;

  GetObjectFunction(RequestHandler handler, Assembly parts) {
    dispatcher =
        handler.dispatching(
            function(),
            served(GET_OBJECT, new GetObject(parts.storedObjects(), parts.opener())::execute),
            served(HEAD_OBJECT, new HeadObject(parts.storedObjects(), parts.opener())::execute),
            served(
                GET_OBJECT_ATTRIBUTES,
                new GetObjectAttributes(parts.buckets(), parts.storedObjects(), parts.opener())
                    ::execute));
  }

  @Override
  public Function function() {
    return Function.GET_OBJECT;
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
