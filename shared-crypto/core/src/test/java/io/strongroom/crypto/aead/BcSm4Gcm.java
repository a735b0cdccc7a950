package io.strongroom.crypto.aead;

import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.SM4Engine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/** SM4-GCM (RFC 8998) of Bouncy Castle's lightweight API. */
final class BcSm4Gcm implements AeadCipher {

  private final GCMModeCipher cipher = GCMBlockCipher.newInstance(new SM4Engine());
  private final byte[] key;
  private byte @Nullable [] nonce;
  private byte[] additionalData = {};

  BcSm4Gcm(byte[] key) {
    this.key = key.clone();
  }

  @Override
  public void begin(byte[] nonce, byte[] additionalData) {
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
    nonce = null;
    Arrays.fill(key, (byte) 0);
  }
}
