package io.strongroom.crypto.aead;

import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM (NIST SP 800-38D) of Bouncy Castle's lightweight API: independent of the JVM's
 * providers, and many times slower. It looks up tables, so that its timing depends on its key for
 * an attacker who shares the processor's caches (SPEC §10).
 */
final class BcAesGcm implements AeadCipher {

  private final GCMModeCipher cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
  private final byte[] key;
  private byte @Nullable [] nonce;
  private byte[] additionalData = {};
  private boolean closed;

  BcAesGcm(byte[] key) {
    this.key = key.clone();
  }

  @Override
  public void begin(byte[] nonce, byte[] additionalData) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    this.nonce = Arrays.copyOf(nonce, NONCE_BYTES);
    this.additionalData = additionalData;
  }

  @Override
  public void seal(byte[] in, int offset, int length, byte[] out, int outOffset) {
    Calls.checkLength(length);
    init(true);
    try {
      int written = cipher.processBytes(in, offset, length, out, outOffset);
      cipher.doFinal(out, outOffset + written);
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  @Override
  public void open(byte[] in, int offset, int length, byte[] out, int outOffset) {
    int clearLength = Calls.checkSealedLength(length);
    init(false);
    try {
      int written = cipher.processBytes(in, offset, length, out, outOffset);
      cipher.doFinal(out, outOffset + written);
    } catch (InvalidCipherTextException e) {
      Arrays.fill(out, outOffset, outOffset + clearLength, (byte) 0);
      throw new CiphertextRejected("tag");
    }
  }

  private void init(boolean sealing) {
    byte[] fresh = nonce;
    if (fresh == null) {
      throw new IllegalStateException("no nonce, or closed");
    }
    nonce = null;
    cipher.init(
        sealing, new AEADParameters(new KeyParameter(key), TAG_BYTES * 8, fresh, additionalData));
  }

  @Override
  public void close() {
    closed = true;
    nonce = null;
    Arrays.fill(key, (byte) 0);
  }
}
