package io.strongroom.kms.azure;

import io.strongroom.kms.provider.Secret;
import io.strongroom.kms.wire.PemTls;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One Azure Key Vault.
 *
 * @param vault for example {@code https://name.vault.azure.net}
 * @param algorithm how the vault wraps, for example {@code RSA-OAEP-256}
 * @param identity who asks
 */
public record AzureSettings(URI vault, String algorithm, Identity identity, Http http) {

  /** The usual algorithm of RSA keys. */
  public static final String RSA_OAEP_256 = "RSA-OAEP-256";

  public AzureSettings {
    if (vault.getHost() == null) {
      throw new IllegalArgumentException("vault must be an absolute URL: " + vault);
    }
  }

  /**
   * An application with a secret, which is never printed and is read at each login.
   *
   * @param authority where tokens are issued, tenant included; absent to take it from the vault's
   *     challenge, which is believed only if it names one of Azure's own token services
   */
  public record Identity(String clientId, Secret clientSecret, @Nullable URI authority) {

    public Identity {
      if (authority != null && authority.getHost() == null) {
        throw new IllegalArgumentException("authority must be an absolute URL");
      }
    }

    @Override
    public String toString() {
      return "Identity[" + clientId + ", redacted]";
    }
  }

  /**
   * Connection.
   *
   * @param connect longest wait for a connection
   * @param answer longest wait for one answer
   */
  public record Http(Duration connect, Duration answer, PemTls tls) {

    /** 1 s and 5 s, what the JDK trusts. */
    public static final Http DEFAULT =
        new Http(Duration.ofSeconds(1), Duration.ofSeconds(5), PemTls.NONE);
  }
}
