package io.strongroom.endtoend;

import java.io.InputStream;

/** So many bytes, no two of whose 64 KiB blocks are the same. */
final class Patterned extends InputStream {

  private static final int BLOCK = 1 << 16;

  private final byte[] block = Samples.bytes(BLOCK);
  private final long size;
  private long position;

  Patterned(long size) {
    this.size = size;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (position == size) {
      return -1;
    }
    int at = (int) (position % BLOCK);
    if (at == 0) {
      long number = position / BLOCK;
      for (int i = 0; i < Long.BYTES; i++) {
        block[i] = (byte) (number >>> (8 * i));
      }
    }
    int n = (int) Math.min(Math.min(length, BLOCK - at), size - position);
    System.arraycopy(block, at, buffer, offset, n);
    position += n;
    return n;
  }
}
