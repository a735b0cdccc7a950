package io.strongroom.domain.checksum;

/**
 * Arithmetic modulo a CRC's polynomial, in reflected bit order: the highest bit is the coefficient
 * of x^0. With it the CRC of two concatenated byte strings follows from their own CRCs and the
 * length of the second: {@code crc(AB) = crc(A) * x^(8 * |B|) + crc(B)}. Source: M. Adler, "zlib",
 * crc32_combine; holds for every CRC whose initial value equals its final xor.
 */
record CrcPolynomial(int width, long polynomial) {

  static CrcPolynomial of(ChecksumAlgorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> new CrcPolynomial(32, 0xEDB88320L);
      case CRC32C -> new CrcPolynomial(32, 0x82F63B78L);
      case CRC64NVME -> new CrcPolynomial(64, Crc64Nvme.POLYNOMIAL);
      case SHA1, SHA256 ->
          throw new IllegalArgumentException(algorithm + " cannot be combined from parts");
    };
  }

  /** The CRC of a concatenation; {@code secondLength} in bytes. */
  long combine(long firstCrc, long secondCrc, long secondLength) {
    return multiply(firstCrc, xToTheBytes(secondLength)) ^ secondCrc;
  }

  /** x^(8 * bytes), by squaring. */
  private long xToTheBytes(long bytes) {
    long result = one();
    long square = one() >>> 8;
    for (long n = bytes; n != 0; n >>>= 1) {
      if ((n & 1) != 0) {
        result = multiply(result, square);
      }
      square = multiply(square, square);
    }
    return result;
  }

  private long multiply(long a, long b) {
    long product = 0;
    long shifted = b;
    for (long bit = one(); bit != 0; bit >>>= 1) {
      if ((a & bit) != 0) {
        product ^= shifted;
      }
      shifted = (shifted >>> 1) ^ ((shifted & 1) == 0 ? 0 : polynomial);
    }
    return product;
  }

  private long one() {
    return 1L << (width - 1);
  }
}
