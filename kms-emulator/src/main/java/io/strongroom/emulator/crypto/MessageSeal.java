package io.strongroom.emulator.crypto;

import io.strongroom.crypto.aead.AeadCipher;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals under a key of its own for each message, so that no number of messages wears out the
 * long-lived key: message key = HKDF-SHA-256(salt = nonce, key, info) (RFC 5869).
 *
 * <p>Layout: nonce (16) ‖ IV (12) ‖ ciphertext ‖ tag (16). Thread-safe.
 */
final class MessageSeal {

  static final int NONCE_SIZE_IN_BYTES = 16;
  static final int OVERHEAD_IN_BYTES =
      NONCE_SIZE_IN_BYTES + AeadCipher.NONCE_BYTES + AeadCipher.TAG_BYTES;

  private static final SecureRandom RANDOM = new SecureRandom();

  private MessageSeal() {}

  static byte[] seal(Suite suite, SecretBytes key, String purpose, byte[] text, byte[] aad) {
    byte[] nonce = new byte[NONCE_SIZE_IN_BYTES];
    byte[] iv = new byte[AeadCipher.NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    RANDOM.nextBytes(iv);
    byte[] out = new byte[OVERHEAD_IN_BYTES + text.length];
    System.arraycopy(nonce, 0, out, 0, nonce.length);
    System.arraycopy(iv, 0, out, nonce.length, iv.length);
    byte[] messageKey = derive(suite, key, nonce, purpose);
    try (AeadCipher cipher = suite.cipher(messageKey)) {
      cipher.begin(iv, aad);
      cipher.seal(text, 0, text.length, out, nonce.length + iv.length);
      return out;
    } finally {
      Arrays.fill(messageKey, (byte) 0);
    }
  }

  /**
   * @throws CiphertextRejected when it does not open
   */
  static byte[] open(Suite suite, SecretBytes key, String purpose, byte[] sealed, byte[] aad) {
    if (sealed.length < OVERHEAD_IN_BYTES) {
      throw new CiphertextRejected("shorter than nonce, IV and tag");
    }
    int ivEnd = NONCE_SIZE_IN_BYTES + AeadCipher.NONCE_BYTES;
    byte[] nonce = Arrays.copyOf(sealed, NONCE_SIZE_IN_BYTES);
    byte[] iv = Arrays.copyOfRange(sealed, NONCE_SIZE_IN_BYTES, ivEnd);
    byte[] text = new byte[sealed.length - OVERHEAD_IN_BYTES];
    byte[] messageKey = derive(suite, key, nonce, purpose);
    try (AeadCipher cipher = suite.cipher(messageKey)) {
      cipher.begin(iv, aad);
      cipher.open(sealed, ivEnd, sealed.length - ivEnd, text, 0);
      return text;
    } finally {
      Arrays.fill(messageKey, (byte) 0);
    }
  }

  private static byte[] derive(Suite suite, SecretBytes key, byte[] nonce, String purpose) {
    byte[] info = (purpose + " " + suite.name()).getBytes(StandardCharsets.UTF_8);
    return key.use(
        ikm -> {
          try {
            return KDF.getInstance("HKDF-SHA256")
                .deriveData(
                    HKDFParameterSpec.ofExtract()
                        .addIKM(ikm)
                        .addSalt(nonce)
                        .thenExpand(info, suite.keyLength()));
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF-SHA256 is not available", e);
          }
        });
  }
}
