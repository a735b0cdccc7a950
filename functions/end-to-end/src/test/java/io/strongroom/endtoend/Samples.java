package io.strongroom.endtoend;

import java.util.Random;

/** Contents that look random and are the same in every run. */
final class Samples {
  /** Plaintext bytes of one segment (shared-crypto/SPEC.md). */
  static final int SEGMENT = 16 * 1024;

  /** The smallest part but for the last. */
  static final int PART = 5 * 1024 * 1024;

  private Samples() {}

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
