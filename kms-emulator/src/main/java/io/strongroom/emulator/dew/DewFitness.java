package io.strongroom.emulator.dew;

import io.strongroom.emulator.crypto.EncryptionAlgorithm;
import io.strongroom.emulator.crypto.KeyPairKind;
import io.strongroom.emulator.crypto.MacAlgorithm;
import io.strongroom.emulator.crypto.SigningAlgorithm;
import io.strongroom.emulator.key.KeyOrigin;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.operation.KeyDemand;
import java.util.Optional;
import java.util.function.Predicate;

/** What this API demands of keys, and the codes with which it refuses. */
final class DewFitness {

  /** A key in use. */
  static final KeyDemand USABLE = KeyStateTable::requireUsable;

  /** A key in use that wraps data keys. */
  static final KeyDemand WRAPPING = USABLE.and(DewFitness::requireSymmetric);

  /** A key in use that signs. */
  static final KeyDemand SIGNING = USABLE.and(DewFitness::requireSigning);

  /** A key in use that makes authentication codes. */
  static final KeyDemand CODES =
      USABLE.and(
          key -> {
            if (key.type().usage() != KeyUsage.GENERATE_VERIFY_MAC) {
              throw DewRefusal.of("KMS.0325", "Only for HMAC keys.");
            }
          });

  /** A key pair in use. */
  static final KeyDemand PAIR =
      USABLE.and(
          key -> {
            if (!(key.type().spec().use() instanceof KeySpec.Use.Pairs)) {
              throw DewRefusal.of("KMS.0331", "Not for symmetric keys.");
            }
          });

  /** A key that rotates by itself. */
  static final KeyDemand ROTATING = DewFitness::requireRotating;

  /** A key whose material comes from outside. */
  static final KeyDemand EXTERNAL =
      key -> {
        if (key.type().origin() != KeyOrigin.EXTERNAL) {
          throw DewRefusal.of("KMS.0309", "Only for keys with imported material.");
        }
      };

  private DewFitness() {}

  /** A demand in one sentence. */
  static KeyDemand of(Predicate<KmsKey> holds, String code, String text) {
    return key -> {
      if (!holds.test(key)) {
        throw DewRefusal.of(code, text);
      }
    };
  }

  /** A key in use that encrypts as is wanted; symmetrically when no algorithm is given. */
  static KeyDemand encryption(Optional<EncryptionAlgorithm> algorithm) {
    return USABLE.and(key -> requireEncryption(key, algorithm));
  }

  /** A key in use that signs with an algorithm. */
  static KeyDemand signing(SigningAlgorithm algorithm) {
    return SIGNING.and(
        key -> {
          boolean fits =
              key.type().spec().use() instanceof KeySpec.Use.Pairs(var kind)
                  && SigningAlgorithm.of(kind).contains(algorithm);
          if (!fits) {
            throw misfit();
          }
        });
  }

  /** A key in use that makes codes by an algorithm. */
  static KeyDemand code(String wanted) {
    return CODES.and(
        key -> {
          boolean fits =
              key.type().spec().use() instanceof KeySpec.Use.Macs(MacAlgorithm algorithm)
                  && algorithm.name().equals(wanted);
          if (!fits) {
            throw misfit();
          }
        });
  }

  private static void requireSymmetric(KmsKey key) {
    switch (key.type().spec().use()) {
      case KeySpec.Use.Messages _ -> {}
      case KeySpec.Use.Macs _ -> throw DewRefusal.of("KMS.0341", "Not for HMAC keys.");
      case KeySpec.Use.Pairs _ -> throw DewRefusal.of("KMS.0325", "Not for asymmetric keys.");
    }
  }

  private static void requireSigning(KmsKey key) {
    switch (key.type().usage()) {
      case SIGN_VERIFY -> {}
      case ENCRYPT_DECRYPT ->
          throw key.type().spec().isSymmetricEncryption()
              ? DewRefusal.of("KMS.1115", "A symmetric key cannot sign.")
              : DewRefusal.of("KMS.0335", "Not for keys that encrypt.");
      case GENERATE_VERIFY_MAC -> throw DewRefusal.of("KMS.0341", "Not for HMAC keys.");
      case KEY_AGREEMENT -> throw DewRefusal.of("KMS.0325", "Not for such keys.");
    }
  }

  private static void requireRotating(KmsKey key) {
    if (key.type().origin() == KeyOrigin.EXTERNAL) {
      throw DewRefusal.of("KMS.0312", "Keys with imported material do not rotate.");
    }
    if (!key.type().spec().isSymmetricEncryption()) {
      throw DewRefusal.of("KMS.0313", "Only symmetric keys rotate.");
    }
  }

  private static void requireEncryption(KmsKey key, Optional<EncryptionAlgorithm> algorithm) {
    boolean fits =
        switch (key.type().spec().use()) {
          case KeySpec.Use.Messages _ -> algorithm.isEmpty();
          case KeySpec.Use.Macs _ -> throw DewRefusal.of("KMS.0341", "Not for HMAC keys.");
          case KeySpec.Use.Pairs(KeyPairKind kind) -> {
            if (key.type().usage() != KeyUsage.ENCRYPT_DECRYPT) {
              throw DewRefusal.of("KMS.0334", "Not for keys that sign.");
            }
            yield algorithm.map(EncryptionAlgorithm.of(kind)::contains).orElse(false);
          }
        };
    if (!fits) {
      throw misfit();
    }
  }

  private static DewRefusal misfit() {
    return DewRefusal.of("KMS.2106", "The algorithm does not fit the key.");
  }
}
