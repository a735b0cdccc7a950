package io.strongroom.domain.encryption;

import io.strongroom.crypto.kms.KeyName;
import java.util.Optional;

/**
 * A bucket's default encryption: what applies to an object whose writer asks for nothing.
 *
 * @param kmsKey as the client named it; not resolved, so a key that does not exist shows at the
 *     first write and not here
 * @param kmsProject OBS project id of the key, echoed and otherwise unused
 * @param blockCustomerKeys refuse new SSE-C objects
 */
public record EncryptionConfiguration(
    Algorithm algorithm,
    Optional<KeyName> kmsKey,
    Optional<String> kmsProject,
    DataCipher dataCipher,
    boolean bucketKeyEnabled,
    boolean blockCustomerKeys) {

  /** Who holds the key. */
  public enum Algorithm {
    SERVICE_MANAGED,
    KMS
  }

  /** What a bucket without a configuration answers: keys of the service, no bucket key. */
  public static EncryptionConfiguration serviceDefault() {
    return new EncryptionConfiguration(
        Algorithm.SERVICE_MANAGED,
        Optional.empty(),
        Optional.empty(),
        DataCipher.AES_256,
        false,
        false);
  }
}
