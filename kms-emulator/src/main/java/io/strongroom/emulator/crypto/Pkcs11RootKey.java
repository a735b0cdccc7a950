package io.strongroom.emulator.crypto;

import io.strongroom.crypto.aead.AeadCipher;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.secret.SecretBytes;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Arrays;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jboss.logging.Logger;

/**
 * A root key inside a PKCS #11 token: AES-256, sensitive, not extractable. Wraps with AES-GCM, in
 * the token; layout: IV (12) ‖ ciphertext ‖ tag (16).
 *
 * <p>IVs are random, and NIST SP 800-38D §8.3 bounds their number under one key at 2^32: that many
 * generations of key material and grant tokens. Calls go to the token and block for as long as it
 * takes; unwrapped material is cached, so a busy key costs one call.
 *
 * <p>The provider is made for this object and is never added to the JVM's list. Thread-safe: every
 * call has a cipher, and with it a session, of its own.
 */
public final class Pkcs11RootKey implements RootKey {

  private static final Logger LOG = Logger.getLogger(Pkcs11RootKey.class);
  private static final Set<String> WRONG_PIN =
      Set.of("CKR_PIN_INCORRECT", "CKR_PIN_INVALID", "CKR_PIN_LEN_RANGE");
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final int KEY_SIZE_IN_BITS = 256;
  private static final int TAG_SIZE_IN_BITS = AeadCipher.TAG_BYTES * 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Provider provider;
  private final SecretKey key;

  private Pkcs11RootKey(Provider provider, SecretKey key) {
    this.provider = provider;
    this.key = key;
  }

  /**
   * Which key of which token.
   *
   * @param library the PKCS #11 library
   * @param tokenLabel label of the token; the slot is looked up
   * @param keyLabel label of the key
   */
  public record Location(Path library, String tokenLabel, String keyLabel) {}

  /**
   * Finds the key in its token, or makes it there when the token has no key of that label.
   *
   * @param pin the user PIN; zeroed on return
   * @throws IllegalStateException when the token or the PIN is not right, or the key is one that
   *     can be taken out of the token
   */
  public static Pkcs11RootKey openOrCreate(Location location, char[] pin) {
    return open(location, pin, true);
  }

  /**
   * Finds the key in its token.
   *
   * @param pin the user PIN; zeroed on return
   * @throws IllegalStateException as {@link #openOrCreate}, or when there is no such key
   */
  public static Pkcs11RootKey open(Location location, char[] pin) {
    return open(location, pin, false);
  }

  private static Pkcs11RootKey open(Location location, char[] pin, boolean mayCreate) {
    try {
      Provider provider = provider(location);
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, pin);
      if (mayCreate && !store.containsAlias(location.keyLabel())) {
        KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
        generator.init(KEY_SIZE_IN_BITS);
        store.setKeyEntry(location.keyLabel(), generator.generateKey(), null, null);
      }
      Key found = store.getKey(location.keyLabel(), null);
      if (!(found instanceof SecretKey secret) || !secret.getAlgorithm().equals("AES")) {
        throw new IllegalStateException(
            "'" + location.keyLabel() + "' in the token is not an AES key");
      }
      if (secret.getEncoded() != null) {
        throw new IllegalStateException(
            "'" + location.keyLabel() + "' can be taken out of the token; use another key");
      }
      return new Pkcs11RootKey(provider, secret);
    } catch (GeneralSecurityException | IOException e) {
      // The reason is told; what lies below it is the provider's own and tells an operator nothing.
      LOG.debug("a token cannot be used", e);
      throw new IllegalStateException(
          "cannot use the token '" + location.tokenLabel() + "': " + reason(e));
    } finally {
      Arrays.fill(pin, '\0');
    }
  }

  private static Provider provider(Location location) {
    String configuration =
        """
        --name = StrongroomRoot
        library = %s
        slot = %d
        attributes(generate, CKO_SECRET_KEY, CKK_AES) = {
          CKA_TOKEN = true
          CKA_PRIVATE = true
          CKA_SENSITIVE = true
          CKA_EXTRACTABLE = false
          CKA_ENCRYPT = true
          CKA_DECRYPT = true
        }
        """
            .formatted(
                location.library(), TokenSlots.find(location.library(), location.tokenLabel()));
    Provider template = Security.getProvider("SunPKCS11");
    if (template == null) {
      throw new IllegalStateException("this Java has no PKCS #11 provider (jdk.crypto.cryptoki)");
    }
    return template.configure(configuration);
  }

  // The PKCS #11 error code, without the exception's own words about where the PIN came from.
  private static String reason(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String code = String.valueOf(cause.getMessage());
    return WRONG_PIN.contains(code) ? "the PIN is wrong (" + code + ")" : code;
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public byte[] wrap(byte[] material, byte[] aad) {
    byte[] iv = new byte[AeadCipher.NONCE_BYTES];
    RANDOM.nextBytes(iv);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv, aad).doFinal(material);
      byte[] wrapped = Arrays.copyOf(iv, iv.length + sealed.length);
      System.arraycopy(sealed, 0, wrapped, iv.length, sealed.length);
      return wrapped;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the token does not wrap: " + reason(e), e);
    }
  }

  @Override
  public SecretBytes unwrap(byte[] wrapped, byte[] aad) {
    if (wrapped.length < AeadCipher.NONCE_BYTES + AeadCipher.TAG_BYTES) {
      throw new CiphertextRejected("shorter than IV and tag");
    }
    byte[] iv = Arrays.copyOf(wrapped, AeadCipher.NONCE_BYTES);
    try {
      return SecretBytes.adopt(
          cipher(Cipher.DECRYPT_MODE, iv, aad)
              .doFinal(wrapped, iv.length, wrapped.length - iv.length));
    } catch (AEADBadTagException e) {
      throw new CiphertextRejected("the token rejects it");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the token does not unwrap: " + reason(e), e);
    }
  }

  private Cipher cipher(int mode, byte[] iv, byte[] aad) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(TRANSFORMATION, provider);
    cipher.init(mode, key, new GCMParameterSpec(TAG_SIZE_IN_BITS, iv));
    cipher.updateAAD(aad);
    return cipher;
  }

  /** Does nothing: the key stays in its token, and the session ends with the process. */
  @Override
  public void close() {}
}
