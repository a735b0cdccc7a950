package io.strongroom.kms.provider;

import io.strongroom.crypto.aead.AeadCipher;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Hkdf;
import io.strongroom.crypto.aead.Hmac;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Seals a key under another here, bound to whatever the caller authenticates: {@code salt (32) ‖
 * commitment (32) ‖ AES-256-GCM}. Cipher key, nonce and commitment come from HKDF-SHA-512 of the
 * sealing key and the salt, so each seal has a key of its own and a sealing key may be used without
 * limit; the commitment lets no seal open under two keys.
 */
public final class LocalSeal {

  /** Length of a sealing key. */
  public static final int KEY_BYTES = 32;

  private static final byte[] PURPOSE =
      "strongroom/kms-local-seal@v1".getBytes(StandardCharsets.US_ASCII);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SALT_BYTES = 32;
  private static final int COMMITMENT_BYTES = 32;
  private static final int HEADER_BYTES = SALT_BYTES + COMMITMENT_BYTES;
  private static final int MAX_SECRET_BYTES = 1_024;

  private LocalSeal() {}

  /**
   * Seals {@code secret}.
   *
   * @param bound must be given again to open
   */
  public static byte[] seal(SecretBytes key, SecretBytes secret, byte[] bound) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    byte[] out = Arrays.copyOf(salt, HEADER_BYTES + secret.length() + AeadCipher.TAG_BYTES);
    try (Derived derived = Derived.of(key, salt);
        AeadCipher cipher = derived.cipher(bound)) {
      System.arraycopy(derived.commitment(), 0, out, SALT_BYTES, COMMITMENT_BYTES);
      secret.use(
          clear -> {
            cipher.seal(clear, 0, clear.length, out, HEADER_BYTES);
            return out;
          });
    }
    return out;
  }

  /**
   * Opens a seal. The caller closes the result.
   *
   * @throws KmsException.CiphertextInvalid when key, bound bytes or seal differ
   */
  public static SecretBytes open(SecretBytes key, byte[] sealed, byte[] bound) {
    int length = sealed.length - HEADER_BYTES - AeadCipher.TAG_BYTES;
    if (length < 1 || length > MAX_SECRET_BYTES) {
      throw invalid();
    }
    byte[] salt = Arrays.copyOf(sealed, SALT_BYTES);
    byte[] commitment = Arrays.copyOfRange(sealed, SALT_BYTES, HEADER_BYTES);
    try (Derived derived = Derived.of(key, salt);
        AeadCipher cipher = derived.cipher(bound)) {
      if (!MessageDigest.isEqual(commitment, derived.commitment())) {
        throw invalid();
      }
      byte[] clear = new byte[length];
      cipher.open(sealed, HEADER_BYTES, sealed.length - HEADER_BYTES, clear, 0);
      return SecretBytes.adopt(clear);
    } catch (CiphertextRejected e) {
      throw invalid();
    }
  }

  private static KmsException invalid() {
    return new KmsException.CiphertextInvalid(
        "the wrapped key does not open under this key and context");
  }

  /** Cipher key, nonce and commitment of one seal. */
  private static final class Derived implements AutoCloseable {
    private static final int NONCE_AT = KEY_BYTES;
    private static final int COMMITMENT_AT = NONCE_AT + AeadCipher.NONCE_BYTES;
    private final byte[] bytes;

    private Derived(byte[] bytes) {
      this.bytes = bytes;
    }

    static Derived of(SecretBytes key, byte[] salt) {
      if (key.length() != KEY_BYTES) {
        throw new IllegalArgumentException("a sealing key has 32 bytes");
      }
      byte[] pseudorandom = key.use(material -> Hkdf.extract(Hmac.SHA_512, salt, material));
      byte[] all =
          Hkdf.expand(Hmac.SHA_512, pseudorandom, PURPOSE, COMMITMENT_AT + COMMITMENT_BYTES);
      Arrays.fill(pseudorandom, (byte) 0);
      return new Derived(all);
    }

    AeadCipher cipher(byte[] bound) {
      byte[] key = Arrays.copyOf(bytes, KEY_BYTES);
      AeadCipher cipher = Suite.AES_256_GCM.cipher(key);
      Arrays.fill(key, (byte) 0);
      cipher.begin(Arrays.copyOfRange(bytes, NONCE_AT, COMMITMENT_AT), bound);
      return cipher;
    }

    byte[] commitment() {
      return Arrays.copyOfRange(bytes, COMMITMENT_AT, bytes.length);
    }

    @Override
    public void close() {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
