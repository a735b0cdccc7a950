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
 * which is what makes it ten times faster than byte by byte. Not thread-safe.
 */
final class Crc64Nvme implements Checksum {

  /** The polynomial ad93d23594c93659, bits reversed. */
  static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

  private static final int SLICES = 16;
  private static final long[][] TABLES = tables();
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
      crc = eightBytes(first, 8) ^ eightBytes(second, 0);
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

  private static long eightBytes(long word, int table) {
    return TABLES[table + 7][(int) word & 0xff]
        ^ TABLES[table + 6][(int) (word >>> 8) & 0xff]
        ^ TABLES[table + 5][(int) (word >>> 16) & 0xff]
        ^ TABLES[table + 4][(int) (word >>> 24) & 0xff]
        ^ TABLES[table + 3][(int) (word >>> 32) & 0xff]
        ^ TABLES[table + 2][(int) (word >>> 40) & 0xff]
        ^ TABLES[table + 1][(int) (word >>> 48) & 0xff]
        ^ TABLES[table][(int) (word >>> 56)];
  }

  private static long step(long crc, byte b) {
    return (crc >>> 8) ^ TABLES[0][(int) (crc ^ b) & 0xff];
  }

  /** {@code tables[n][b]}: what byte {@code b} becomes when {@code n} more zero bytes follow it. */
  private static long[][] tables() {
    long[][] tables = new long[SLICES][256];
    for (int b = 0; b < 256; b++) {
      long crc = b;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : POLYNOMIAL);
      }
      tables[0][b] = crc;
    }
    for (int slice = 1; slice < SLICES; slice++) {
      for (int b = 0; b < 256; b++) {
        long previous = tables[slice - 1][b];
        tables[slice][b] = (previous >>> 8) ^ tables[0][(int) previous & 0xff];
      }
    }
    return tables;
  }
}
