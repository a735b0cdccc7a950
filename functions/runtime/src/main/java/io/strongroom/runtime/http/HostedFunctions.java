package io.strongroom.runtime.http;

import io.quarkus.runtime.StartupEvent;
import io.strongroom.protocol.http.Function;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Set;

/** The functions in this process: each brings one {@link HostedFunction}. */
@Singleton
public final class HostedFunctions {

  private final Set<Function> functions = EnumSet.noneOf(Function.class);

  HostedFunctions(Instance<HostedFunction> hosted) {
    hosted.forEach(each -> functions.add(each.function()));
  }

  /** Makes them when the process starts: one that cannot be made is seen then. */
  void make(@Observes StartupEvent starting) {}

  Set<Function> functions() {
    return functions;
  }
}
