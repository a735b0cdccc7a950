package io.strongroom.domain.name;

/** Bytes {@code first} to {@code first + length - 1} of the plaintext. {@code length} may be 0. */
public record ByteRange(long first, long length) {

  /** Index of the last byte. */
  public long last() {
    return first + length - 1;
  }
}
