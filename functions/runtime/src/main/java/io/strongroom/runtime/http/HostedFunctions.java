package io.strongroom.runtime.http;

import io.quarkus.runtime.StartupEvent;
import io.strongroom.protocol.http.Function;
import io.strongroom.protocol.http.Operation;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** The functions in this process: each brings one {@link HostedFunction}. */
@Singleton
public final class HostedFunctions {

  private final Map<Function, Dispatcher> functions = new EnumMap<>(Function.class);

  HostedFunctions(Instance<HostedFunction> hosted) {
    hosted.forEach(each -> functions.put(each.function(), each.dispatcher()));
  }

  /** Makes them when the process starts: one that cannot be made is seen then. */
  void make(@Observes StartupEvent starting) {}

  Set<Function> functions() {
    return functions.keySet();
  }

  /**
   * Who carries out an operation here.
   *
   * @throws IllegalStateException when nobody does, which the router excludes
   */
  <C, R> ServedOperation<C, R> served(Operation<C, R> operation) {
    Dispatcher dispatcher = functions.get(operation.function());
    if (dispatcher == null) {
      throw new IllegalStateException(operation + " is of another process");
    }
    return dispatcher.served(operation);
  }
}
