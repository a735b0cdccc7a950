package io.strongroom.emulator.dew;

import java.util.List;
import java.util.Map;

/**
 * How a call means to use a key.
 *
 * @param action named as AWS names it
 * @param algorithm as DEW names it
 */
record DewUse(DewCall call, String action, String algorithm, Map<String, String> context) {

  static final String SYMMETRIC = "SYMMETRIC_DEFAULT";

  private static final List<String> ALGORITHMS =
      List.of(SYMMETRIC, "RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256", "SM2_ENCRYPT");

  static DewUse read(DewCall call, String action) {
    return readSide(call, action, "");
  }

  /** One side of a re-encryption. */
  static DewUse readSide(DewCall call, String action, String prefix) {
    String algorithm =
        call.input()
            .text(prefix + "encryption_algorithm")
            .filter(text -> !text.isEmpty())
            .orElse(SYMMETRIC);
    if (!ALGORITHMS.contains(algorithm)) {
      throw DewRefusal.of("KMS.2105", "The algorithm is not supported.");
    }
    return new DewUse(call, action, algorithm, call.input().context(prefix));
  }

  boolean isSymmetric() {
    return algorithm.equals(SYMMETRIC);
  }
}
