package io.strongroom.kms.kes;

import io.strongroom.kms.wire.PemTls;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A KES cluster.
 *
 * @param endpoints for example {@code https://kes-1:7373}; the next is asked when one is
 *     unreachable
 * @param tls the client certificate is the identity that KES policies name
 * @param connect longest wait for a connection
 * @param answer longest wait for one answer
 */
public record KesSettings(List<URI> endpoints, PemTls tls, Duration connect, Duration answer) {

  public KesSettings {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty() || endpoints.stream().anyMatch(uri -> uri.getHost() == null)) {
      throw new IllegalArgumentException("KES endpoints must be absolute URLs, at least one");
    }
  }

  /** With 1 s to connect and 2 s to answer. */
  public static KesSettings of(List<URI> endpoints, PemTls tls) {
    return new KesSettings(endpoints, tls, Duration.ofSeconds(1), Duration.ofSeconds(2));
  }
}
