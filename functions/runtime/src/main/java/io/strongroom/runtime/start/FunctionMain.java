package io.strongroom.runtime.start;

import io.quarkus.runtime.Quarkus;
import io.strongroom.runtime.connection.TlsRules;
import io.strongroom.runtime.http.TargetGuard;

/**
 * Where a function's process begins.
 *
 * <p>Without arguments it serves until it is stopped. {@code health} asks the running function of
 * the same container whether it is ready, since an image without a shell has nothing else to ask
 * with: exit code 0 or 1. {@code rehearse} starts, answers a few requests and stops, so that the
 * JVM can record an ahead-of-time cache; see docs/deploy/native.md.
 */
public final class FunctionMain {

  private FunctionMain() {}

  /** Runs what the arguments name. */
  public static void main(String... arguments) {
    TargetGuard.beAlone();
    TlsRules.apply();
    switch (arguments.length == 0 ? "serve" : arguments[0]) {
      case "health" -> HealthProbe.main();
      case "rehearse" -> Rehearsal.begin();
      default -> Quarkus.run(arguments);
    }
  }
}
