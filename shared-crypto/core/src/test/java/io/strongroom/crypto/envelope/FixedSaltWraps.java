package io.strongroom.crypto.envelope;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;

/** Wraps and sealed values with a given salt, and of any purpose: for vectors alone. */
public final class FixedSaltWraps {

  private FixedSaltWraps() {}

  public static WrappedKey wrap(
      byte[] wrappingKey, byte[] secret, String purpose, byte[] additionalData, byte[] salt) {
    return Wrapping.wrapWithSalt(
        SecretBytes.copyOf(wrappingKey), SecretBytes.copyOf(secret), purpose, additionalData, salt);
  }

  public static byte[] additionalData(String purpose, Suite suite, String objectArn) {
    return new KeyBinding(objectArn).additionalData(purpose, suite);
  }

  public static byte[] unwrap(
      byte[] wrappingKey, byte[] wrapped, String purpose, byte[] additionalData) {
    return Wrapping.unwrap(
            SecretBytes.copyOf(wrappingKey), WrappedKey.of(wrapped), purpose, additionalData)
        .use(byte[]::clone);
  }

  public static byte[] seal(MetadataKey key, String label, byte[] clear, byte[] salt) {
    return key.sealWithSalt(label, clear, salt);
  }
}
