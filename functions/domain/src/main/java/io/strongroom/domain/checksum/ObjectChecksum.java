package io.strongroom.domain.checksum;

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
}
