package io.strongroom.runtime.config;

import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/** Where spans go. */
public interface TracingConfig {

  /**
   * The collector's address for traces, OTLP over HTTP, for example {@code
   * http://127.0.0.1:4318/v1/traces}; absent: no spans are made, and a client's trace is only
   * passed on to the KMS.
   */
  Optional<URI> endpoint();

  /** Name of this process in the traces. */
  @WithDefault("strongroom")
  String serviceName();

  /** Share of the traces begun here that is kept, 0 to 1; a client's own decision goes first. */
  @WithDefault("1.0")
  double sampleRatio();
}
