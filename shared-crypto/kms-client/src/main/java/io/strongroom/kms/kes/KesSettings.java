package io.strongroom.kms.kes;

import io.strongroom.kms.provider.Secret;
import io.strongroom.kms.wire.PemTls;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A KES cluster.
 *
 * @param endpoints for example {@code https://kes-1:7373}; the next is asked when one is
 *     unreachable
 * @param tls the certificate authorities, and a client certificate unless there is an API key; its
 *     public key is the identity that KES policies name
 * @param apiKey instead of a client certificate, in the form that {@link KesApiKey} reads
 * @param connect longest wait for a connection
 * @param answer longest wait for one answer
 */
public record KesSettings(
    List<URI> endpoints, PemTls tls, @Nullable Secret apiKey, Duration connect, Duration answer) {

  public KesSettings {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty() || endpoints.stream().anyMatch(uri -> uri.getHost() == null)) {
      throw new IllegalArgumentException("KES endpoints must be absolute URLs, at least one");
    }
    if (apiKey != null && tls.certificate() != null) {
      throw new IllegalArgumentException("a client certificate and an API key exclude each other");
    }
  }

  /** With 1 s to connect and 2 s to answer. */
  public static KesSettings of(List<URI> endpoints, PemTls tls) {
    return new KesSettings(endpoints, tls, null, Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  /** The same with an API key. */
  public KesSettings withApiKey(Secret key) {
    return new KesSettings(endpoints, tls, key, connect, answer);
  }
}
