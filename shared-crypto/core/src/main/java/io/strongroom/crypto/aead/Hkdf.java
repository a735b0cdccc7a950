package io.strongroom.crypto.aead;

import java.util.Arrays;

/**
 * HKDF (RFC 5869) over any {@link Hmac}. Written out here, since the JDK's has no SM3. Returned
 * arrays are the caller's, who zeroes them. Thread-safe.
 */
public final class Hkdf {

  static final byte[] NONE = {};

  private Hkdf() {}

  /** HKDF-Extract, RFC 5869 §2.2. An empty {@code salt} stands for one of zeros. */
  public static byte[] extract(Hmac hmac, byte[] salt, byte[] inputKey) {
    return hmac.mac(salt.length == 0 ? new byte[hmac.length()] : salt, inputKey);
  }

  /**
   * HKDF-Expand, RFC 5869 §2.3.
   *
   * @param length in bytes, at most 255 times the hash length
   */
  public static byte[] expand(Hmac hmac, byte[] pseudorandomKey, byte[] info, int length) {
    if (length > 255 * hmac.length()) {
      throw new IllegalArgumentException("HKDF output too long");
    }
    byte[] out = new byte[length];
    byte[] block = NONE;
    byte[] counter = new byte[1];
    try (KeyedHmac keyed = hmac.keyed(pseudorandomKey)) {
      for (int done = 0; done < length; done += hmac.length()) {
        counter[0]++;
        byte[] next = keyed.mac(block, info, counter);
        Arrays.fill(block, (byte) 0);
        block = next;
        System.arraycopy(block, 0, out, done, Math.min(block.length, length - done));
      }
      Arrays.fill(block, (byte) 0);
    }
    return out;
  }
}
