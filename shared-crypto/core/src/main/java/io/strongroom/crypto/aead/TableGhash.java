package io.strongroom.crypto.aead;

import static io.strongroom.crypto.aead.Ghash.BLOCK_BYTES;

import java.util.Arrays;

/**
 * GHASH with the multiples of the hash key by every value of every byte, 64 KiB in all. Not worth
 * making for a short message: until some blocks were seen it takes nothing.
 *
 * <p>Look-ups depend on what is hashed, so their timing is not constant on a machine shared with an
 * attacker; the same holds for all table-based GHASH.
 */
final class TableGhash implements Ghash.Bulk {

  /** As many as cost about as much without the table as the table does. */
  private static final int BLOCKS_BEFORE_TABLE = 256;

  private static final int ENTRIES = BLOCK_BYTES * 256;
  private static final long REDUCTION = 0xE100000000000000L;
  private static final long[] NONE = {};

  private final long[] key;

  /** First and second word of the key times the byte n at place i, at 256i + n. */
  private long[] high = NONE;

  private long[] low = NONE;
  private long blocksSeen;

  /**
   * @param key copied
   */
  TableGhash(long[] key) {
    this.key = key.clone();
  }

  /** Long, since a loop of the same steps takes a third more time. */
  @Override
  public int absorb(long[] state, byte[] in, int offset, int blocks) {
    blocksSeen += blocks;
    if (blocksSeen < BLOCKS_BEFORE_TABLE) {
      return 0;
    }
    if (high.length == 0) {
      makeTables();
    }
    // Two arrays with one index each: cheaper to check than pairs in one array.
    long[] highs = high;
    long[] lows = low;
    long x1 = state[0];
    long x0 = state[1];
    for (int at = offset, end = offset + blocks * BLOCK_BYTES; at < end; at += BLOCK_BYTES) {
      x1 ^= (long) Words.LONG.get(in, at);
      x0 ^= (long) Words.LONG.get(in, at + 8);
      int n = (int) (x1 >>> 56) & 0xFF;
      long a1 = highs[n];
      long a0 = lows[n];
      n = 256 + ((int) (x1 >>> 48) & 0xFF);
      long b1 = highs[n];
      long b0 = lows[n];
      n = 512 + ((int) (x1 >>> 40) & 0xFF);
      a1 ^= highs[n];
      a0 ^= lows[n];
      n = 768 + ((int) (x1 >>> 32) & 0xFF);
      b1 ^= highs[n];
      b0 ^= lows[n];
      n = 1024 + ((int) (x1 >>> 24) & 0xFF);
      a1 ^= highs[n];
      a0 ^= lows[n];
      n = 1280 + ((int) (x1 >>> 16) & 0xFF);
      b1 ^= highs[n];
      b0 ^= lows[n];
      n = 1536 + ((int) (x1 >>> 8) & 0xFF);
      a1 ^= highs[n];
      a0 ^= lows[n];
      n = 1792 + ((int) x1 & 0xFF);
      b1 ^= highs[n];
      b0 ^= lows[n];
      n = 2048 + ((int) (x0 >>> 56) & 0xFF);
      a1 ^= highs[n];
      a0 ^= lows[n];
      n = 2304 + ((int) (x0 >>> 48) & 0xFF);
      b1 ^= highs[n];
      b0 ^= lows[n];
      n = 2560 + ((int) (x0 >>> 40) & 0xFF);
      a1 ^= highs[n];
      a0 ^= lows[n];
      n = 2816 + ((int) (x0 >>> 32) & 0xFF);
      b1 ^= highs[n];
      b0 ^= lows[n];
      n = 3072 + ((int) (x0 >>> 24) & 0xFF);
      a1 ^= highs[n];
      a0 ^= lows[n];
      n = 3328 + ((int) (x0 >>> 16) & 0xFF);
      b1 ^= highs[n];
      b0 ^= lows[n];
      n = 3584 + ((int) (x0 >>> 8) & 0xFF);
      a1 ^= highs[n];
      a0 ^= lows[n];
      n = 3840 + ((int) x0 & 0xFF);
      b1 ^= highs[n];
      b0 ^= lows[n];
      x1 = a1 ^ b1;
      x0 = a0 ^ b0;
    }
    state[0] = x1;
    state[1] = x0;
    return blocks;
  }

  private void makeTables() {
    high = new long[ENTRIES];
    low = new long[ENTRIES];
    long x1 = key[0];
    long x0 = key[1];
    for (int bit = 0; bit < 128; bit++) {
      int at = bit / 8 * 256 + (128 >>> (bit % 8));
      high[at] = x1;
      low[at] = x0;
      long carry = -(x0 & 1);
      x0 = (x0 >>> 1) | (x1 << 63);
      x1 = (x1 >>> 1) ^ (carry & REDUCTION);
    }
    for (int base = 0; base < ENTRIES; base += 256) {
      fillSums(high, base);
      fillSums(low, base);
    }
  }

  /** The entries of single bits are there; every other one is a sum of these. */
  private static void fillSums(long[] table, int base) {
    for (int bit = 1; bit < 256; bit *= 2) {
      long multiple = table[base + bit];
      for (int rest = 1; rest < bit; rest++) {
        table[base + bit + rest] = multiple ^ table[base + rest];
      }
    }
  }

  @Override
  public void clear() {
    Arrays.fill(key, 0);
    Arrays.fill(high, 0);
    Arrays.fill(low, 0);
    high = NONE;
    low = NONE;
  }
}
