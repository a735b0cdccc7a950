package io.strongroom.crypto.aead;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM (NIST SP 800-38D) of the JVM's preferred provider.
 *
 * <p>The cipher object is kept for the life of the key. The JDK offers no way to zero its copy of
 * the key; closing drops the last reference.
 */
final class JdkAesGcm implements AeadCipher {

  private static final String NAME = "AES/GCM/NoPadding";

  /** id-aes256-GCM of NIST's Computer Security Objects Register. */
  private static final String OBJECT_ID = "2.16.840.1.101.3.4.1.46";

  /** Looked up once: the search through all providers costs more than sealing a kilobyte. */
  private static final Provider PROVIDER = preferredProvider();

  /** Found in half the time by its number: a name in three parts makes four candidates first. */
  private static final String TRANSFORMATION = provides(OBJECT_ID) ? OBJECT_ID : NAME;

  private final Cipher cipher;
  private @Nullable SecretKey key;
  private @Nullable GCMParameterSpec nonce;
  private byte[] additionalData = {};

  JdkAesGcm(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
    try {
      this.cipher = Cipher.getInstance(TRANSFORMATION, PROVIDER);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JVM has no AES-GCM", e);
    }
  }

  private static Provider preferredProvider() {
    try {
      return Cipher.getInstance(NAME).getProvider();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JVM has no AES-GCM", e);
    }
  }

  /** Not every provider knows numbers. */
  private static boolean provides(String transformation) {
    try {
      return Cipher.getInstance(transformation, PROVIDER) != null;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  @Override
  public void begin(byte[] nonce, byte[] additionalData) {
    if (key == null) {
      throw new IllegalStateException("closed");
    }
    this.nonce = new GCMParameterSpec(TAG_BYTES * 8, nonce, 0, NONCE_BYTES);
    this.additionalData = additionalData;
  }

  @Override
  public void seal(byte[] in, int offset, int length, byte[] out, int outOffset) {
    Calls.checkLength(length);
    try {
      init(Cipher.ENCRYPT_MODE);
      cipher.doFinal(in, offset, length, out, outOffset);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  @Override
  public void open(byte[] in, int offset, int length, byte[] out, int outOffset) {
    int clearLength = Calls.checkSealedLength(length);
    try {
      init(Cipher.DECRYPT_MODE);
      cipher.doFinal(in, offset, length, out, outOffset);
    } catch (AEADBadTagException e) {
      Arrays.fill(out, outOffset, outOffset + clearLength, (byte) 0);
      throw new CiphertextRejected("tag");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("opening failed", e);
    }
  }

  private void init(int mode) throws GeneralSecurityException {
    GCMParameterSpec fresh = nonce;
    if (fresh == null || key == null) {
      throw new IllegalStateException("no nonce, or closed");
    }
    nonce = null;
    cipher.init(mode, key, fresh);
    if (additionalData.length > 0) {
      cipher.updateAAD(additionalData);
    }
  }

  @Override
  public void close() {
    key = null;
    nonce = null;
  }
}
