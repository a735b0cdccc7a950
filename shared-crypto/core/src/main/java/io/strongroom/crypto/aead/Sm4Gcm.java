package io.strongroom.crypto.aead;

import java.security.MessageDigest;
import java.util.Arrays;

/** SM4-GCM (RFC 8998) from a key stream and GHASH. Allocates nothing per call. */
final class Sm4Gcm implements AeadCipher {

  private static final byte[] ZEROS = new byte[Sm4.BLOCK_BYTES];

  private final Sm4Keystream keystream;
  private final Ghash ghash;
  private final byte[] tagMask = new byte[TAG_BYTES];
  private final byte[] tag = new byte[TAG_BYTES];
  private final byte[] presentedTag = new byte[TAG_BYTES];
  private byte[] additionalData = ZEROS;
  private boolean fresh;
  private boolean closed;

  Sm4Gcm(Sm4Keystream keystream, Ghash ghash) {
    this.keystream = keystream;
    this.ghash = ghash;
  }

  @Override
  public void begin(byte[] nonce, byte[] additionalData) {
    if (closed) {
      // What is left of the key are zeros, under which anyone could open.
      throw new IllegalStateException("closed");
    }
    keystream.begin(nonce);
    this.additionalData = additionalData;
    fresh = true;
  }

  @Override
  public void seal(byte[] in, int offset, int length, byte[] out, int outOffset) {
    Calls.checkLength(length);
    useNonce();
    keystream.xor(in, offset, length, out, outOffset);
    authenticate(out, outOffset, length);
    System.arraycopy(tag, 0, out, outOffset + length, TAG_BYTES);
  }

  @Override
  public void open(byte[] in, int offset, int length, byte[] out, int outOffset) {
    int clearLength = Calls.checkSealedLength(length);
    useNonce();
    authenticate(in, offset, clearLength);
    System.arraycopy(in, offset + clearLength, presentedTag, 0, TAG_BYTES);
    if (!MessageDigest.isEqual(tag, presentedTag)) {
      Arrays.fill(out, outOffset, outOffset + clearLength, (byte) 0);
      throw new CiphertextRejected("tag");
    }
    keystream.xor(in, offset, clearLength, out, outOffset);
  }

  /** The first block of the key stream masks the tag, the message takes those after it. */
  private void useNonce() {
    if (!fresh) {
      throw new IllegalStateException("no nonce, or closed");
    }
    fresh = false;
    keystream.xor(ZEROS, 0, tagMask.length, tagMask, 0);
  }

  private void authenticate(byte[] ciphertext, int offset, int length) {
    ghash.reset();
    ghash.update(additionalData, 0, additionalData.length);
    ghash.update(ciphertext, offset, length);
    ghash.finish(additionalData.length, length, tag);
    for (int i = 0; i < TAG_BYTES; i++) {
      tag[i] ^= tagMask[i];
    }
  }

  @Override
  public void close() {
    closed = true;
    fresh = false;
    keystream.clear();
    ghash.clear();
    Arrays.fill(tagMask, (byte) 0);
    Arrays.fill(tag, (byte) 0);
  }
}
