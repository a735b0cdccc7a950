package io.strongroom.domain.envelope;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;

/**
 * Resolves a request and a bucket's default into the settings of one object: customer key, else
 * what the request says, else the bucket's default, else the dialect's.
 *
 * <p>Source: S3 user guide, "Setting default server-side encryption behavior"; OBS API reference,
 * "Server-Side Encryption".
 */
public final class EffectiveEncryption {

  private final ServiceKeys keys;

  public EffectiveEncryption(ServiceKeys keys) {
    this.keys = keys;
  }

  /**
   * @param rules by which the dialect encrypts where neither request nor bucket says how: S3 always
   *     does, OBS reports the object as not encrypted
   */
  public EncryptionSettings resolve(EncryptionRequest request, Bucket bucket, WriteRules rules) {
    return switch (request) {
      case EncryptionRequest.CustomerProvided(CustomerKey key) -> {
        if (bucket.encryption().map(EncryptionConfiguration::blockCustomerKeys).orElse(false)) {
          throw new ObjectStoreException(new RequestError.CustomerKeyBlocked());
        }
        yield new EncryptionSettings.CustomerProvided(key);
      }
      case EncryptionRequest.ServiceManaged() -> new EncryptionSettings.ServiceManaged();
      case EncryptionRequest.KmsManaged kms -> kms(kms, bucket, keys.managed(rules.managed()));
      case EncryptionRequest.BucketDefault() ->
          bucket
              .encryption()
              .map(set -> configured(set, keys.managed(rules.managed())))
              .orElse(rules.unasked());
    };
  }

  /** S3: without a key id this is the managed key, never the bucket default's key. */
  private static EncryptionSettings kms(
      EncryptionRequest.KmsManaged kms, Bucket bucket, KeyName managed) {
    boolean bucketKey =
        kms.bucketKey()
            .orElseGet(
                () ->
                    bucket
                        .encryption()
                        .map(EncryptionConfiguration::bucketKeyEnabled)
                        .orElse(false));
    return new EncryptionSettings.KmsManaged(
        kms.key().orElse(managed),
        kms.context(),
        bucketKey && mayHaveBucketKey(kms.cipher()),
        kms.cipher());
  }

  /** S3: what a bucket says of bucket keys has no effect on objects with two layers. */
  private static boolean mayHaveBucketKey(DataCipher cipher) {
    return !cipher.suite().isTwice();
  }

  private static EncryptionSettings configured(
      EncryptionConfiguration configuration, KeyName managed) {
    return switch (configuration.algorithm()) {
      case SERVICE_MANAGED -> new EncryptionSettings.ServiceManaged();
      case KMS ->
          new EncryptionSettings.KmsManaged(
              configuration.kmsKey().orElse(managed),
              EncryptionContext.empty(),
              configuration.bucketKeyEnabled() && mayHaveBucketKey(configuration.dataCipher()),
              configuration.dataCipher());
    };
  }
}
