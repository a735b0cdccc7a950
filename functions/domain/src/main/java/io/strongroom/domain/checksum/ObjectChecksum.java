package io.strongroom.domain.checksum;

import java.util.Base64;

/**
 * A checksum of an object or part.
 *
 * @param value base64; a composite one ends in {@code -N}, N the number of parts
 */
public record ObjectChecksum(ChecksumAlgorithm algorithm, Type type, String value) {

  /** What the value is computed over. */
  public enum Type {
    /** Every byte, in order. */
    FULL_OBJECT,
    /** The checksums of the parts. */
    COMPOSITE
  }

  /** A checksum over every byte, from its raw value. */
  public static ObjectChecksum fullObject(ChecksumAlgorithm algorithm, byte[] digest) {
    return new ObjectChecksum(
        algorithm, Type.FULL_OBJECT, Base64.getEncoder().encodeToString(digest));
  }
}
