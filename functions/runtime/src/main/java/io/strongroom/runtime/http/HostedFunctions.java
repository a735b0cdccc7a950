package io.strongroom.runtime.http;

import io.strongroom.protocol.http.Function;
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

  Set<Function> functions() {
    return functions;
  }
}
