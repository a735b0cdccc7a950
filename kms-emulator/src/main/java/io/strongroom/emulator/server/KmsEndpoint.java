package io.strongroom.emulator.server;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/** Where the emulator of this process listens. Thread-safe. */
@ApplicationScoped
public class KmsEndpoint {

  private volatile Optional<URI> uri = Optional.empty();

  KmsEndpoint() {}

  /** The address clients use; empty while it does not listen. */
  public Optional<URI> uri() {
    return uri;
  }

  /**
   * The port.
   *
   * @throws IllegalStateException while it does not listen
   */
  public int port() {
    return uri()
        .orElseThrow(() -> new IllegalStateException("the KMS emulator does not listen"))
        .getPort();
  }

  void listening(String host, int port) {
    String name = host.contains(":") ? "[" + host + "]" : host;
    uri = Optional.of(URI.create("http://" + name + ":" + port));
  }

  void stopped() {
    uri = Optional.empty();
  }
}
