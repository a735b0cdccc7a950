package io.strongroom.crypto.fuzz;

import java.util.Arrays;

/**
 * Changes to something sealed, read from a fuzzer's input: each is a kind, a position of three
 * bytes, and a value.
 */
final class Tampering {

  private static final int EDIT_BYTES = 5;
  private static final int MAX_EDITS = 8;

  private Tampering() {}

  /** A changed copy, or an equal one when the changes come to nothing. */
  static byte[] apply(byte[] edits, byte[] sealed) {
    byte[] changed = sealed.clone();
    int end = Math.min(edits.length, MAX_EDITS * EDIT_BYTES);
    for (int at = 0; at + EDIT_BYTES <= end; at += EDIT_BYTES) {
      changed = apply(edits, at, changed);
    }
    return changed;
  }

  private static byte[] apply(byte[] edits, int at, byte[] bytes) {
    int given = (edits[at + 1] & 0xff) << 16 | (edits[at + 2] & 0xff) << 8 | (edits[at + 3] & 0xff);
    int position = given % (bytes.length + 1);
    byte value = edits[at + 4];
    return switch ((edits[at] & 0xff) % 4) {
      case 0 -> flipped(bytes, position, value);
      case 1 -> Arrays.copyOf(bytes, position);
      case 2 -> spliced(bytes, position, position + (value & 0xff) * 64);
      default -> spliced(bytes, position, position - (value & 0xff) * 64);
    };
  }

  private static byte[] flipped(byte[] bytes, int position, byte value) {
    if (position < bytes.length) {
      bytes[position] ^= value;
    }
    return bytes;
  }

  /** The bytes before {@code end} and those from {@code start} on: drops some, or repeats some. */
  private static byte[] spliced(byte[] bytes, int end, int start) {
    int from = Math.clamp(start, 0, bytes.length);
    byte[] spliced = Arrays.copyOf(bytes, end + bytes.length - from);
    System.arraycopy(bytes, from, spliced, end, bytes.length - from);
    return spliced;
  }
}
