package io.strongroom.crypto.aead;

import java.util.Arrays;

/**
 * GHASH (NIST SP 800-38D §6.4) over whole messages, each padded with zeros to a block.
 *
 * <p>Long runs are left to a {@link Bulk} helper, where there is one; the rest is multiplied
 * without tables, in constant time. Not thread-safe.
 */
final class Ghash {

  static final int BLOCK_BYTES = 16;

  /** Takes over runs of blocks where that is faster. */
  interface Bulk {

    /**
     * Absorbs the first of {@code blocks} blocks into {@code state}, its two words from the most
     * significant on.
     *
     * @return how many it took, which may be none
     */
    int absorb(long[] state, byte[] in, int offset, int blocks);

    /** Zeroes what it derived from the key. */
    void clear();
  }

  private final long[] key;
  private final long[] state = new long[2];
  private final Bulk bulk;
  private final byte[] lastBlock = new byte[BLOCK_BYTES];

  /**
   * @param key the hash key in two words, kept
   */
  Ghash(long[] key, Bulk bulk) {
    this.key = key;
    this.bulk = bulk;
  }

  void reset() {
    Arrays.fill(state, 0);
  }

  void update(byte[] in, int offset, int length) {
    int blocks = length / BLOCK_BYTES;
    int taken = blocks == 0 ? 0 : bulk.absorb(state, in, offset, blocks);
    for (int block = taken; block < blocks; block++) {
      absorb(in, offset + block * BLOCK_BYTES);
    }
    int rest = length % BLOCK_BYTES;
    if (rest > 0) {
      Arrays.fill(lastBlock, (byte) 0);
      System.arraycopy(in, offset + length - rest, lastBlock, 0, rest);
      absorb(lastBlock, 0);
    }
  }

  /** Absorbs the block of the two lengths and writes the hash to {@code out}. */
  void finish(long additionalBytes, long messageBytes, byte[] out) {
    state[0] ^= additionalBytes * 8;
    state[1] ^= messageBytes * 8;
    Gf128.multiply(state, key);
    Words.LONG.set(out, 0, state[0]);
    Words.LONG.set(out, 8, state[1]);
  }

  private void absorb(byte[] in, int offset) {
    state[0] ^= (long) Words.LONG.get(in, offset);
    state[1] ^= (long) Words.LONG.get(in, offset + 8);
    Gf128.multiply(state, key);
  }

  void clear() {
    Arrays.fill(key, 0);
    reset();
    Arrays.fill(lastBlock, (byte) 0);
    bulk.clear();
  }
}
