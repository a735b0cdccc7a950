package io.strongroom.crypto.aead;

import java.util.Arrays;

/**
 * GHASH with the multiples of the hash key by every value of every byte, 64 KiB in all. Not worth
 * making for a short stream: until some segments were seen it takes nothing.
 */
final class TableGhash implements Ghash.Bulk {

  private static final int BLOCKS_BEFORE_TABLE = 2048;
  private static final long REDUCTION = 0xE100000000000000L;
  private static final long[] NONE = {};

  private final long[] key;
  private long[] table = NONE;
  private long blocksSeen;

  /**
   * @param key copied
   */
  TableGhash(long[] key) {
    this.key = key.clone();
  }

  @Override
  public int absorb(long[] state, byte[] in, int offset, int blocks) {
    blocksSeen += blocks;
    if (blocksSeen < BLOCKS_BEFORE_TABLE) {
      return 0;
    }
    if (table.length == 0) {
      table = multiples(key);
    }
    long[] t = table;
    long high = state[0];
    long low = state[1];
    for (int at = offset, end = offset + blocks * 16; at < end; at += 16) {
      high ^= (long) Words.LONG.get(in, at);
      low ^= (long) Words.LONG.get(in, at + 8);
      long high0 = 0;
      long low0 = 0;
      long high1 = 0;
      long low1 = 0;
      for (int i = 0; i < 8; i++) {
        int entry = i * 512 + (int) (high >>> (56 - 8 * i) & 0xFF) * 2;
        high0 ^= t[entry];
        low0 ^= t[entry + 1];
        int other = (8 + i) * 512 + (int) (low >>> (56 - 8 * i) & 0xFF) * 2;
        high1 ^= t[other];
        low1 ^= t[other + 1];
      }
      high = high0 ^ high1;
      low = low0 ^ low1;
    }
    state[0] = high;
    state[1] = low;
    return blocks;
  }

  /** Entry (i, n), two words at 512i + 2n, is the key times the byte n at place i. */
  private static long[] multiples(long[] key) {
    long[] table = new long[16 * 256 * 2];
    long high = key[0];
    long low = key[1];
    for (int bit = 0; bit < 128; bit++) {
      int lowest = 128 >>> (bit % 8);
      int base = bit / 8 * 512;
      table[base + 2 * lowest] = high;
      table[base + 2 * lowest + 1] = low;
      long carry = -(low & 1);
      low = (low >>> 1) | (high << 63);
      high = (high >>> 1) ^ (carry & REDUCTION);
    }
    for (int base = 0; base < table.length; base += 512) {
      for (int n = 1; n < 256; n++) {
        int top = Integer.highestOneBit(n);
        int rest = n ^ top;
        if (rest != 0) {
          table[base + 2 * n] = table[base + 2 * top] ^ table[base + 2 * rest];
          table[base + 2 * n + 1] = table[base + 2 * top + 1] ^ table[base + 2 * rest + 1];
        }
      }
    }
    return table;
  }

  @Override
  public void clear() {
    Arrays.fill(key, 0);
    Arrays.fill(table, 0);
    table = NONE;
  }
}
