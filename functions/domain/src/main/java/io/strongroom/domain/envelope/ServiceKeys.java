package io.strongroom.domain.envelope;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.encryption.WriteRules.ManagedKey;

/**
 * The KMS keys that are used when the client names none.
 *
 * @param ofS3 for SSE-KMS without a key id, in S3
 * @param ofObs the same in OBS
 * @param service for SSE-S3, SSE-OBS, and objects that nobody asked to encrypt
 */
public record ServiceKeys(KeyName ofS3, KeyName ofObs, KeyName service) {

  /** With one key for both dialects. */
  public ServiceKeys(KeyName managed, KeyName service) {
    this(managed, managed, service);
  }

  /** The key for SSE-KMS without a key id. */
  public KeyName managed(ManagedKey which) {
    return switch (which) {
      case OF_S3 -> ofS3;
      case OF_OBS -> ofObs;
    };
  }
}
