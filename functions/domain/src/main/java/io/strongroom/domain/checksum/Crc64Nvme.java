package io.strongroom.domain.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME: reflected, initial value and final xor all ones. Source: NVM Express NVM Command Set
 * Specification, "64b CRC Definition"; check value of "123456789" is {@code ae8b14860a799888}.
 *
 * <p>Slicing-by-16: one table look-up per byte, but sixteen of them independent of each other,
 * which is what makes it ten times faster than byte by byte. The tables are one array of a length
 * the compiler knows, so that no look-up is checked. Not thread-safe.
 */
final class Crc64Nvme implements Checksum {

  /** The polynomial ad93d23594c93659, bits reversed. */
  static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

  private static final int SLICES = 16;
  private static final int ENTRIES = 256;

  /** At 256n + b: what byte b becomes when n more zero bytes follow it. */
  private static final long[] TABLE = table();

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private long state = ~0L;

  @Override
  public void update(int b) {
    state = step(state, (byte) b);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    long crc = state;
    int at = offset;
    int end = offset + length;
    for (; end - at >= SLICES; at += SLICES) {
      long first = (long) LONGS.get(bytes, at) ^ crc;
      long second = (long) LONGS.get(bytes, at + Long.BYTES);
      crc = eightBytes(second, 0) ^ eightBytes(first, 8);
    }
    for (; at < end; at++) {
      crc = step(crc, bytes[at]);
    }
    state = crc;
  }

  @Override
  public long getValue() {
    return ~state;
  }

  @Override
  public void reset() {
    state = ~0L;
  }

  /** The first byte of {@code word} is followed by {@code after} + 7 others. */
  private static long eightBytes(long word, int after) {
    return ((entry(after + 7, word) ^ entry(after + 6, word >>> 8))
            ^ (entry(after + 5, word >>> 16) ^ entry(after + 4, word >>> 24)))
        ^ ((entry(after + 3, word >>> 32) ^ entry(after + 2, word >>> 40))
            ^ (entry(after + 1, word >>> 48) ^ entry(after, word >>> 56)));
  }

  private static long entry(int slice, long bytes) {
    return TABLE[ENTRIES * slice + ((int) bytes & 0xff)];
  }

  private static long step(long crc, byte b) {
    return (crc >>> 8) ^ entry(0, crc ^ b);
  }

  private static long[] table() {
    long[] table = new long[SLICES * ENTRIES];
    for (int b = 0; b < ENTRIES; b++) {
      long crc = b;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : POLYNOMIAL);
      }
      table[b] = crc;
    }
    for (int at = ENTRIES; at < table.length; at++) {
      long previous = table[at - ENTRIES];
      table[at] = (previous >>> 8) ^ table[(int) previous & 0xff];
    }
    return table;
  }
}
