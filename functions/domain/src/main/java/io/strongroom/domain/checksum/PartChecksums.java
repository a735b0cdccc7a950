package io.strongroom.domain.checksum;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The checksum of a multipart object from those of its parts, without reading a byte of it. */
public final class PartChecksums {

  private PartChecksums() {}

  /**
   * One part.
   *
   * @param value base64 of the part's own checksum
   * @param size plaintext length in bytes
   */
  public record Part(String value, long size) {}

  /**
   * The checksum over every byte of the object.
   *
   * @throws IllegalArgumentException when the algorithm is not {@link
   *     ChecksumAlgorithm#combinable()} or a value is not one of its
   */
  public static ObjectChecksum fullObject(ChecksumAlgorithm algorithm, List<Part> parts) {
    CrcPolynomial polynomial = CrcPolynomial.of(algorithm);
    // The CRC of nothing is zero, so an empty list needs no case of its own.
    long crc = 0;
    for (Part part : parts) {
      crc = polynomial.combine(crc, toLong(digest(algorithm, part)), part.size());
    }
    byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(crc).array();
    int skipped = Long.BYTES - algorithm.digestLength();
    return ObjectChecksum.fullObject(algorithm, Arrays.copyOfRange(value, skipped, Long.BYTES));
  }

  /** The checksum of the parts' checksums, in order, with the number of parts behind it. */
  public static ObjectChecksum composite(ChecksumAlgorithm algorithm, List<Part> parts) {
    ChecksumCalculator calculator = algorithm.newCalculator();
    for (Part part : parts) {
      calculator.update(digest(algorithm, part), 0, algorithm.digestLength());
    }
    String value = Base64.getEncoder().encodeToString(calculator.digest()) + "-" + parts.size();
    return new ObjectChecksum(algorithm, ObjectChecksum.Type.COMPOSITE, value);
  }

  private static byte[] digest(ChecksumAlgorithm algorithm, Part part) {
    byte[] digest = Base64.getDecoder().decode(part.value());
    if (digest.length != algorithm.digestLength()) {
      throw new IllegalArgumentException("not a " + algorithm + " value");
    }
    return digest;
  }

  private static long toLong(byte[] bigEndian) {
    long value = 0;
    for (byte b : bigEndian) {
      value = (value << 8) | (b & 0xff);
    }
    return value;
  }
}
