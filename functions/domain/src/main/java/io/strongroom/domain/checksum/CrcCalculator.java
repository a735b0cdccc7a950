package io.strongroom.domain.checksum;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.Checksum;

/** A CRC of 4 or 8 bytes. */
final class CrcCalculator implements ChecksumCalculator {

  private final Checksum crc;
  private final int width;

  CrcCalculator(Checksum crc, int width) {
    this.crc = crc;
    this.width = width;
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    crc.update(bytes, offset, length);
  }

  @Override
  public byte[] digest() {
    byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(crc.getValue()).array();
    return Arrays.copyOfRange(value, Long.BYTES - width, Long.BYTES);
  }
}
