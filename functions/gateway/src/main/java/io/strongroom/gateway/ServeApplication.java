package io.strongroom.gateway;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.strongroom.launcher.LocalServer;

/** Announces the server once its ports are open, then waits for the end. */
public final class ServeApplication implements QuarkusApplication {
  @Override
  public int run(String... args) {
    System.out.print(LocalServer.announce());
    System.out.flush();
    Quarkus.waitForExit();
    return 0;
  }
}
