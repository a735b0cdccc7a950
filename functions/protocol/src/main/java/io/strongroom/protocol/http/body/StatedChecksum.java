package io.strongroom.protocol.http.body;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import java.util.Base64;

/** The checksum a client states. */
sealed interface StatedChecksum {

  ChecksumAlgorithm algorithm();

  /** Lower-case name of the header or trailer with the value. */
  String header();

  /** Known before the body; {@code value} is base64 of the right length. */
  record InHeader(ChecksumAlgorithm algorithm, String header, String value)
      implements StatedChecksum {

    public InHeader {
      requireValue(algorithm, header, value, false);
    }
  }

  /** Announced, to follow the body. */
  record InTrailer(ChecksumAlgorithm algorithm, String header) implements StatedChecksum {}

  /**
   * Lets only a value of {@code algorithm} pass.
   *
   * @throws BodyRejected.InvalidChecksumValue when it is not one
   */
  static void requireValue(
      ChecksumAlgorithm algorithm, String header, String value, boolean trailing) {
    if (!isBase64Of(value, algorithm.digestLength())) {
      throw new BodyRejected.InvalidChecksumValue(header, trailing);
    }
  }

  /** Whether {@code value} is padded base64 of exactly {@code length} bytes. */
  static boolean isBase64Of(String value, int length) {
    try {
      byte[] decoded = Base64.getDecoder().decode(value);
      return decoded.length == length && value.length() == (length + 2) / 3 * 4;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
