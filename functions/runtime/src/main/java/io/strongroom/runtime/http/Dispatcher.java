package io.strongroom.runtime.http;

import io.smallrye.mutiny.Uni;
import io.strongroom.protocol.http.Function;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.RouteTable;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The operations of one function: gives each request to the one it means. Immutable. */
public final class Dispatcher {

  private final RequestHandler handler;
  private final Map<Operation<?, ?>, ServedOperation<?, ?>> served;

  private Dispatcher(RequestHandler handler, Map<Operation<?, ?>, ServedOperation<?, ?>> served) {
    this.handler = handler;
    this.served = Map.copyOf(served);
  }

  /**
   * @throws IllegalStateException when these are not exactly the operations that the table says are
   *     the function's
   */
  static Dispatcher of(
      RequestHandler handler, Function function, ServedOperation<?, ?>... operations) {
    Dispatcher dispatcher =
        new Dispatcher(
            handler,
            Arrays.stream(operations)
                .collect(Collectors.toMap(ServedOperation::operation, each -> each)));
    Set<Operation<?, ?>> own =
        RouteTable.operations().stream()
            .filter(operation -> operation.function() == function)
            .collect(Collectors.toSet());
    if (!dispatcher.served.keySet().equals(own)) {
      throw new IllegalStateException(
          "%s serves %s and has to serve %s"
              .formatted(function.id(), dispatcher.served.keySet(), own));
    }
    return dispatcher;
  }

  /** Completes when the answer is sent. */
  public Uni<Void> dispatch(RoutingContext context) {
    return handler.handle(context, served(Exchange.of(context).route().operation()));
  }

  /**
   * Who carries it out.
   *
   * @throws IllegalStateException when it is another function's
   */
  @SuppressWarnings("unchecked") // Each operation stands under itself.
  <C, R> ServedOperation<C, R> served(Operation<C, R> operation) {
    ServedOperation<?, ?> found = served.get(operation);
    if (found == null) {
      throw new IllegalStateException(operation + " was routed to another function");
    }
    return (ServedOperation<C, R>) found;
  }
}
