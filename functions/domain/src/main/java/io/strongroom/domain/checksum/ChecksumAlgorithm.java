package io.strongroom.domain.checksum;

import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** The checksums a client may ask for. */
public enum ChecksumAlgorithm {
  CRC32(4),
  CRC32C(4),
  CRC64NVME(8),
  SHA1(20),
  SHA256(32);

  private final int digestLength;

  ChecksumAlgorithm(int digestLength) {
    this.digestLength = digestLength;
  }

  /** Length of a value in bytes, before base64. */
  public int digestLength() {
    return digestLength;
  }

  /** Whether the checksum of a whole can be computed from the checksums of its parts. */
  public boolean combinable() {
    return switch (this) {
      case CRC32, CRC32C, CRC64NVME -> true;
      case SHA1, SHA256 -> false;
    };
  }

  /** A calculator at its start. */
  public ChecksumCalculator newCalculator() {
    return switch (this) {
      case CRC32 -> new CrcCalculator(new CRC32(), digestLength);
      case CRC32C -> new CrcCalculator(new CRC32C(), digestLength);
      case CRC64NVME -> new CrcCalculator(new Crc64Nvme(), digestLength);
      case SHA1 -> new HashCalculator("SHA-1");
      case SHA256 -> new HashCalculator("SHA-256");
    };
  }

  /** The checksum of {@code data} in one go. */
  public byte[] digest(byte[] data) {
    ChecksumCalculator calculator = newCalculator();
    calculator.update(data, 0, data.length);
    return calculator.digest();
  }
}
