package io.strongroom.kms.events;

import io.strongroom.crypto.kms.KeyName;

/**
 * One call as its listeners know it. Holds no secret and no context.
 *
 * @param provider name of the configured provider, for example {@code aws}
 * @param operation name as AWS KMS has it, for example {@code GenerateDataKey}
 * @param key as the caller named it; {@link KeyName#any} when the caller named none
 */
public record KmsCall(String provider, String operation, KeyName key) {

  /** The key for logs, spans and metrics; empty when the caller named none. */
  public String keyId() {
    return key.text();
  }
}
