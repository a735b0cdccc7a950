package io.strongroom.domain.envelope;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.EncryptionSettings;
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
   * @param unasked when neither request nor bucket says anything: S3 always encrypts, OBS reports
   *     the object as not encrypted
   */
  public EncryptionSettings resolve(
      EncryptionRequest request, Bucket bucket, EncryptionSettings unasked) {
    return switch (request) {
      case EncryptionRequest.CustomerProvided(CustomerKey key) -> {
        if (bucket.encryption().map(EncryptionConfiguration::blockCustomerKeys).orElse(false)) {
          throw new ObjectStoreException(new RequestError.CustomerKeyBlocked());
        }
        yield new EncryptionSettings.CustomerProvided(key);
      }
      case EncryptionRequest.ServiceManaged() -> new EncryptionSettings.ServiceManaged();
      case EncryptionRequest.KmsManaged kms -> kms(kms, bucket);
      case EncryptionRequest.BucketDefault() ->
          bucket.encryption().map(this::configured).orElse(unasked);
    };
  }

  /** S3: without a key id this is the managed key, never the bucket default's key. */
  private EncryptionSettings kms(EncryptionRequest.KmsManaged kms, Bucket bucket) {
    boolean bucketKey =
        kms.bucketKey()
            .orElseGet(
                () ->
                    bucket
                        .encryption()
                        .map(EncryptionConfiguration::bucketKeyEnabled)
                        .orElse(false));
    return new EncryptionSettings.KmsManaged(
        kms.key().orElse(keys.managed()),
        kms.context(),
        bucketKey && mayHaveBucketKey(kms.cipher()),
        kms.cipher());
  }

  /** S3: what a bucket says of bucket keys has no effect on objects with two layers. */
  private static boolean mayHaveBucketKey(DataCipher cipher) {
    return !cipher.suite().isTwice();
  }

  private EncryptionSettings configured(EncryptionConfiguration configuration) {
    return switch (configuration.algorithm()) {
      case SERVICE_MANAGED -> new EncryptionSettings.ServiceManaged();
      case KMS ->
          new EncryptionSettings.KmsManaged(
              configuration.kmsKey().orElse(keys.managed()),
              EncryptionContext.empty(),
              configuration.bucketKeyEnabled() && mayHaveBucketKey(configuration.dataCipher()),
              configuration.dataCipher());
    };
  }
}
