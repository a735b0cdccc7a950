package io.strongroom.function.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The console. */
@ConfigMapping(prefix = "strongroom.console")
public interface ConsoleConfig {

  /** Whether there is one; {@code serve} has one unless told otherwise. */
  @WithDefault("false")
  boolean enabled();

  /** Address it listens on. */
  @WithDefault("127.0.0.1")
  String host();

  /** Port it listens on, with TLS. */
  @WithDefault("9444")
  int port();

  /** Named TLS configuration that it uses; without one it does not start. */
  @WithDefault("strongroom")
  String tlsConfigurationName();

  /** How long a session lasts of which nothing is heard. */
  @WithDefault("15m")
  Duration idle();

  /** How long a session lasts at most. */
  @WithDefault("8h")
  Duration longest();

  /**
   * Where the URLs lead that it signs for others; absent for the port of objects with TLS, under
   * the name by which the browser knows the console.
   */
  Optional<URI> objects();
}
