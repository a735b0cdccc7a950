package io.strongroom.domain.operation;

import java.util.OptionalLong;

/** Which bytes of the plaintext a reader wants. */
public sealed interface Selection {

  record Whole() implements Selection {}

  /**
   * From {@code first} to {@code last}, both inclusive; to the end when {@code last} is empty.
   *
   * @param raw the header as sent, for the error
   */
  record Span(long first, OptionalLong last, String raw) implements Selection {}

  /** The last {@code length} bytes. */
  record Suffix(long length, String raw) implements Selection {}

  /** One part of a multipart object; part 1 of any other object is the whole. */
  record Part(int number) implements Selection {}
}
