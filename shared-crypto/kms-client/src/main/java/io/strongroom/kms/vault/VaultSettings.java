package io.strongroom.kms.vault;

import io.strongroom.kms.wire.PemTls;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A Vault or OpenBao server.
 *
 * @param address for example {@code https://vault:8200}
 * @param namespace of Vault Enterprise or OpenBao; absent for the root
 * @param transit where the engine is and how it binds contexts
 * @param login how to get a token
 * @param http times and certificates
 */
public record VaultSettings(
    URI address, @Nullable String namespace, Transit transit, VaultLogin login, Http http) {

  public VaultSettings {
    if (address.getHost() == null) {
      throw new IllegalArgumentException("address must be an absolute URL: " + address);
    }
  }

  /** How the encryption context is bound to a wrapped key. */
  public enum Binding {
    /** As associated data of {@code encrypt}; the key must be of an AEAD type. */
    ASSOCIATED_DATA,
    /** As derivation context of a key made {@code derived=true}; can {@code rewrap}, too. */
    DERIVATION
  }

  /**
   * The engine.
   *
   * @param mount its path, for example {@code transit}
   */
  public record Transit(String mount, Binding binding) {

    /** Mounted at {@code transit}, contexts as associated data. */
    public static final Transit DEFAULT = new Transit("transit", Binding.ASSOCIATED_DATA);
  }

  /**
   * Connection.
   *
   * @param connect longest wait for a connection
   * @param answer longest wait for one answer
   */
  public record Http(Duration connect, Duration answer, PemTls tls) {

    /** 1 s and 2 s, what the JDK trusts. */
    public static final Http DEFAULT =
        new Http(Duration.ofSeconds(1), Duration.ofSeconds(2), PemTls.NONE);
  }
}
