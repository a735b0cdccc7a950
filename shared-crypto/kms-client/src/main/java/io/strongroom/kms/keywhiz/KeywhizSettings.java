package io.strongroom.kms.keywhiz;

import io.strongroom.kms.wire.PemTls;
import java.net.URI;
import java.time.Duration;

/**
 * A Keywhiz server.
 *
 * @param address for example {@code https://keywhiz:4444}
 * @param tls the client certificate is the client's name in Keywhiz
 * @param maxAge how long a delivered key is used before it is asked for again
 * @param connect longest wait for a connection
 * @param answer longest wait for one answer
 */
public record KeywhizSettings(
    URI address, PemTls tls, Duration maxAge, Duration connect, Duration answer) {

  public KeywhizSettings {
    if (address.getHost() == null) {
      throw new IllegalArgumentException("address must be an absolute URL: " + address);
    }
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("maximum age must be positive");
    }
  }

  /** Keys used for 5 minutes, 1 s to connect, 2 s to answer. */
  public static KeywhizSettings of(URI address, PemTls tls) {
    return new KeywhizSettings(
        address, tls, Duration.ofMinutes(5), Duration.ofSeconds(1), Duration.ofSeconds(2));
  }
}
