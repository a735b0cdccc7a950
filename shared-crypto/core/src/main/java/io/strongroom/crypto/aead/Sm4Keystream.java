package io.strongroom.crypto.aead;

/** SM4 in GCM's counter mode: a 12-byte nonce and a 32-bit block counter. Not thread-safe. */
interface Sm4Keystream {

  /** Starts at block 1 of {@code nonce}. */
  void begin(byte[] nonce);

  /**
   * Writes {@code in} XOR the next bytes of the key stream. Starts at a whole block; the rest of a
   * last block is thrown away. Regions do not overlap.
   */
  void xor(byte[] in, int offset, int length, byte[] out, int outOffset);

  /** Zeroes key and counter. */
  void clear();
}
