package io.strongroom.domain.encryption;

import java.util.Optional;

/**
 * What an answer says about encryption.
 *
 * @param customerKeyMd5 of the customer key in the request, to be repeated as it came
 */
public record EncryptionEcho(EncryptionDescription description, Optional<String> customerKeyMd5) {

  public static EncryptionEcho of(EncryptionDescription description, Optional<CustomerKey> key) {
    return new EncryptionEcho(description, key.map(CustomerKey::md5));
  }
}
