package io.strongroom.crypto.aead;

import static io.strongroom.crypto.aead.Ghash.BLOCK_BYTES;

import java.util.Arrays;

/**
 * GHASH with the multiples of the hash key by every value of every six bits, 21 KiB in all: whole
 * bytes would take fewer look-ups, but their 64 KiB do not stay in the processor's first cache. Not
 * worth making for a short message: until some blocks were seen it takes nothing.
 *
 * <p>Look-ups depend on what is hashed, so their timing is not constant on a machine shared with an
 * attacker; the same holds for all table-based GHASH.
 */
final class TableGhash implements Ghash.Bulk {

  /** As many as cost about as much without the table as the table does. */
  private static final int BLOCKS_BEFORE_TABLE = 96;

  private static final int WORDS = 2;
  private static final int WINDOW_BITS = 6;

  /** Ten windows of six bits and one of the four that remain, for each word. */
  private static final int WINDOWS_PER_WORD = 11;

  private static final int ENTRIES_PER_WORD = 10 * 64 + 16;
  private static final int ENTRIES = WORDS * ENTRIES_PER_WORD;
  private static final long REDUCTION = 0xE100000000000000L;
  private static final long[] NONE = {};

  private final long[] key;

  /** First and second words of the key's multiples, window after window. */
  private long[] high = NONE;

  private long[] low = NONE;
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
    if (high.length == 0) {
      makeTables();
    }
    // Two arrays with one index each: cheaper to check than pairs in one array.
    long[] highs = high;
    long[] lows = low;
    long x1 = state[0];
    long x0 = state[1];
    for (int at = offset, end = offset + blocks * BLOCK_BYTES; at < end; at += BLOCK_BYTES) {
      long y1 = x1 ^ (long) Words.LONG.get(in, at);
      long y0 = x0 ^ (long) Words.LONG.get(in, at + 8);
      x1 = sum(highs, 0, y1) ^ sum(highs, ENTRIES_PER_WORD, y0);
      x0 = sum(lows, 0, y1) ^ sum(lows, ENTRIES_PER_WORD, y0);
    }
    state[0] = x1;
    state[1] = x0;
    return blocks;
  }

  /**
   * One half of the product of a word and the key. Written out, since a loop takes a third more
   * time.
   *
   * @param table first or second words
   * @param base where the windows of the word begin
   */
  private static long sum(long[] table, int base, long word) {
    return table[base + (int) (word >>> 58)]
        ^ table[base + 64 + ((int) (word >>> 52) & 0x3F)]
        ^ table[base + 128 + ((int) (word >>> 46) & 0x3F)]
        ^ table[base + 192 + ((int) (word >>> 40) & 0x3F)]
        ^ table[base + 256 + ((int) (word >>> 34) & 0x3F)]
        ^ table[base + 320 + ((int) (word >>> 28) & 0x3F)]
        ^ table[base + 384 + ((int) (word >>> 22) & 0x3F)]
        ^ table[base + 448 + ((int) (word >>> 16) & 0x3F)]
        ^ table[base + 512 + ((int) (word >>> 10) & 0x3F)]
        ^ table[base + 576 + ((int) (word >>> 4) & 0x3F)]
        ^ table[base + 640 + ((int) word & 0xF)];
  }

  private void makeTables() {
    high = new long[ENTRIES];
    low = new long[ENTRIES];
    long[] multiple = key.clone();
    int base = 0;
    for (int window = 0; window < WORDS * WINDOWS_PER_WORD; window++) {
      boolean last = window % WINDOWS_PER_WORD == WINDOWS_PER_WORD - 1;
      int size = 1 << (last ? Long.SIZE % WINDOW_BITS : WINDOW_BITS);
      makeWindow(base, size, multiple);
      base += size;
    }
    Arrays.fill(multiple, 0);
  }

  /** Uses up as many of the key's multiples by powers of x as the window has bits. */
  private void makeWindow(int base, int size, long[] multiple) {
    for (int bit = size / 2; bit > 0; bit /= 2) {
      high[base + bit] = multiple[0];
      low[base + bit] = multiple[1];
      timesX(multiple);
    }
    fillSums(high, base, size);
    fillSums(low, base, size);
  }

  private static void timesX(long[] element) {
    long carry = -(element[1] & 1);
    element[1] = (element[1] >>> 1) | (element[0] << 63);
    element[0] = (element[0] >>> 1) ^ (carry & REDUCTION);
  }

  /** The entries of single bits are there; every other one is a sum of these. */
  private static void fillSums(long[] table, int base, int size) {
    for (int bit = 1; bit < size; bit *= 2) {
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
