package io.strongroom.signing;

import io.strongroom.crypto.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * An access key and whose it is. The secret is never printed.
 *
 * @param secret the secret access key in UTF-8, not empty
 * @param principal ARN of the user or role
 * @param account account number (AWS) or domain id (Huawei)
 */
public record Credential(String accessKeyId, SecretBytes secret, String principal, String account) {

  public Credential {
    Objects.requireNonNull(accessKeyId, "accessKeyId");
    Objects.requireNonNull(principal, "principal");
    Objects.requireNonNull(account, "account");
    if (secret.length() == 0) {
      throw new IllegalArgumentException("an access key needs a secret");
    }
  }

  /** For secrets that arrive as text, from configuration or an environment variable. */
  public static Credential of(
      String accessKeyId, String secretAccessKey, String principal, String account) {
    SecretBytes secret = SecretBytes.adopt(secretAccessKey.getBytes(StandardCharsets.UTF_8));
    return new Credential(accessKeyId, secret, principal, account);
  }

  @Override
  public String toString() {
    return "Credential[accessKeyId=%s, secret=[redacted], principal=%s, account=%s]"
        .formatted(accessKeyId, principal, account);
  }
}
