package io.strongroom.crypto.envelope;

import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import java.nio.charset.StandardCharsets;

/**
 * Wraps the secrets of access keys under a key that a KMS keeps wrapped. A wrap opens only with the
 * same wrapping key and for the same access key. Thread-safe.
 */
public final class SecretWrap {

  private static final String PURPOSE = "strongroom/access-key-wrap@v1";

  private SecretWrap() {}

  /**
   * Wraps a secret of 1 to 64 bytes.
   *
   * @param wrappingKey 32 bytes
   * @param accessKeyId whose secret it is; bound to the wrap
   */
  public static WrappedKey wrap(SecretBytes wrappingKey, SecretBytes secret, String accessKeyId) {
    return Wrapping.wrap(wrappingKey, secret, PURPOSE, binding(accessKeyId));
  }

  /**
   * Undoes {@link #wrap}. The caller closes the result.
   *
   * @throws io.strongroom.crypto.aead.CiphertextRejected when any argument differs
   */
  public static SecretBytes unwrap(
      SecretBytes wrappingKey, WrappedKey wrapped, String accessKeyId) {
    return Wrapping.unwrap(wrappingKey, wrapped, PURPOSE, binding(accessKeyId));
  }

  private static byte[] binding(String accessKeyId) {
    return (PURPOSE + '\n' + accessKeyId).getBytes(StandardCharsets.UTF_8);
  }
}
