package io.strongroom.emulator.dew;

import io.strongroom.emulator.crypto.EncryptionAlgorithm;
import io.strongroom.emulator.operation.EncryptionUse;
import io.strongroom.emulator.operation.KeyUse;
import java.util.Map;
import java.util.Optional;

/**
 * How a call means to encrypt or decrypt.
 *
 * @param algorithm as DEW names it
 */
record DewUse(EncryptionUse use, String algorithm) {

  private static final String SM2 = "SM2_ENCRYPT";

  private static final Map<String, Optional<EncryptionAlgorithm>> ALGORITHMS =
      Map.of(
          EncryptionUse.SYMMETRIC,
          Optional.empty(),
          "RSAES_OAEP_SHA_1",
          Optional.of(EncryptionAlgorithm.RSAES_OAEP_SHA_1),
          "RSAES_OAEP_SHA_256",
          Optional.of(EncryptionAlgorithm.RSAES_OAEP_SHA_256),
          SM2,
          Optional.of(EncryptionAlgorithm.SM2PKE));

  static DewUse read(DewInput input, String action) {
    return readSide(input, action, "");
  }

  /** One side of a re-encryption. */
  static DewUse readSide(DewInput input, String action, String prefix) {
    String name =
        input
            .text(prefix + "encryption_algorithm")
            .filter(text -> !text.isEmpty())
            .orElse(EncryptionUse.SYMMETRIC);
    Optional<EncryptionAlgorithm> algorithm = ALGORITHMS.get(name);
    if (algorithm == null) {
      throw DewRefusal.of("KMS.2105", "The algorithm is not supported.");
    }
    KeyUse use =
        KeyUse.of(action).within(input.context(prefix)).demanding(DewFitness.encryption(algorithm));
    return new DewUse(new EncryptionUse(use, algorithm), name);
  }

  /** A use of a key that wraps data keys. */
  static EncryptionUse wrapping(DewInput input, String action) {
    return new EncryptionUse(
        KeyUse.of(action).within(input.context()).demanding(DewFitness.WRAPPING), Optional.empty());
  }
}
