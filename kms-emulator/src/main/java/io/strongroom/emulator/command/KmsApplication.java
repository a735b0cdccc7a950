package io.strongroom.emulator.command;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.strongroom.emulator.server.KmsEndpoint;
import java.net.URI;

/** Announces the emulator once it listens, then waits for the end. */
public final class KmsApplication implements QuarkusApplication {

  private final KmsEndpoint endpoint;

  KmsApplication(KmsEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public int run(String... arguments) {
    System.out.println(
        endpoint
            .uri()
            .map(KmsApplication::reachable)
            .map(LocalKms::announce)
            .orElse("Strongroom KMS does not listen: strongroom.kms.enabled is false"));
    Quarkus.waitForExit();
    return 0;
  }

  private static URI reachable(URI listening) {
    String text = listening.toString();
    return URI.create(text.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:"));
  }
}
