package io.strongroom.crypto.envelope;

import io.strongroom.crypto.aead.AeadCipher;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Hkdf;
import io.strongroom.crypto.aead.Hmac;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The one construction under every local wrap (SPEC §5): {@code version ‖ salt ‖ commitment ‖
 * AES-256-GCM}, all keyed by HKDF-SHA-512 of the wrapping key, the salt and the purpose.
 *
 * <p>Every wrap has a key of its own, so there is no limit to how often one wrapping key is used.
 * The commitment makes "wrong key" certain: no wrap opens under two wrapping keys.
 */
final class Wrapping {

  static final int WRAPPING_KEY_BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int VERSION = 1;
  private static final int SALT_BYTES = 32;
  private static final int COMMITMENT_BYTES = 32;
  private static final int HEADER_BYTES = 1 + SALT_BYTES + COMMITMENT_BYTES;
  private static final int MAX_SECRET_BYTES = 64;

  private final AeadCipher cipher;
  private final byte[] nonce;
  private final byte[] commitment;

  private Wrapping(byte[] wrappingKey, byte[] salt, String purpose) {
    Suite suite = Suite.AES_256_GCM;
    int commitmentAt = suite.keyLength() + AeadCipher.NONCE_BYTES;
    byte[] info = purpose.getBytes(StandardCharsets.US_ASCII);
    byte[] prk = Hkdf.extract(Hmac.SHA_512, salt, wrappingKey);
    byte[] okm = Hkdf.expand(Hmac.SHA_512, prk, info, commitmentAt + COMMITMENT_BYTES);
    byte[] key = Arrays.copyOf(okm, suite.keyLength());
    try {
      this.cipher = suite.cipher(key);
      this.commitment = Arrays.copyOfRange(okm, commitmentAt, okm.length);
      this.nonce = Arrays.copyOfRange(okm, suite.keyLength(), commitmentAt);
    } finally {
      Arrays.fill(prk, (byte) 0);
      Arrays.fill(okm, (byte) 0);
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * Wraps {@code secret}.
   *
   * @throws IllegalArgumentException when {@code wrappingKey} is not 32 bytes long
   */
  static WrappedKey wrap(
      SecretBytes wrappingKey, SecretBytes secret, String purpose, byte[] additionalData) {
    Bounds.check(wrappingKey.length() == WRAPPING_KEY_BYTES, "wrapping key length");
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return wrapWithSalt(wrappingKey, secret, purpose, additionalData, salt);
  }

  /** For vectors; the salt must be fresh. */
  static WrappedKey wrapWithSalt(
      SecretBytes wrappingKey,
      SecretBytes secret,
      String purpose,
      byte[] additionalData,
      byte[] salt) {
    byte[] out = new byte[HEADER_BYTES + secret.length() + AeadCipher.TAG_BYTES];
    Wrapping wrapping = wrappingKey.use(key -> new Wrapping(key, salt, purpose));
    try (AeadCipher cipher = wrapping.cipher) {
      out[0] = VERSION;
      System.arraycopy(salt, 0, out, 1, SALT_BYTES);
      System.arraycopy(wrapping.commitment, 0, out, 1 + SALT_BYTES, COMMITMENT_BYTES);
      cipher.begin(wrapping.nonce, additionalData);
      secret.use(
          clear -> {
            cipher.seal(clear, 0, clear.length, out, HEADER_BYTES);
            return out;
          });
      return WrappedKey.of(out);
    }
  }

  /**
   * Unwraps into a secret the caller closes.
   *
   * @param wrappingKey of any length; only one of 32 bytes can have wrapped anything
   * @throws CiphertextRejected when {@code wrapped} was not made with these arguments
   */
  static SecretBytes unwrap(
      SecretBytes wrappingKey, WrappedKey wrapped, String purpose, byte[] additionalData) {
    byte[] in = wrapped.bytes();
    int secretLength = in.length - HEADER_BYTES - AeadCipher.TAG_BYTES;
    if (secretLength < 1 || secretLength > MAX_SECRET_BYTES || in[0] != VERSION) {
      throw new CiphertextRejected("not a local wrap");
    }
    if (wrappingKey.length() != WRAPPING_KEY_BYTES) {
      throw new CiphertextRejected("wrapping key length");
    }
    byte[] salt = Arrays.copyOfRange(in, 1, 1 + SALT_BYTES);
    Wrapping wrapping = wrappingKey.use(key -> new Wrapping(key, salt, purpose));
    try (AeadCipher cipher = wrapping.cipher) {
      byte[] stored = Arrays.copyOfRange(in, 1 + SALT_BYTES, HEADER_BYTES);
      if (!MessageDigest.isEqual(stored, wrapping.commitment)) {
        throw new CiphertextRejected("wrapping key");
      }
      byte[] clear = new byte[secretLength];
      cipher.begin(wrapping.nonce, additionalData);
      cipher.open(in, HEADER_BYTES, in.length - HEADER_BYTES, clear, 0);
      return SecretBytes.adopt(clear);
    }
  }
}
