package io.strongroom.emulator.aws;

import io.strongroom.emulator.key.KeyStateTable;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.operation.KeyDemand;
import java.util.Map;

/** What cryptographic operations of the AWS API demand of a key: state, usage, algorithm. */
final class Fitness {

  private Fitness() {}

  /** A key in use. */
  static final KeyDemand USABLE = KeyStateTable::requireUsable;

  /** A key in use that is for what {@code call} does. */
  static KeyDemand usage(AwsCall call, KeyUsage usage) {
    return USABLE.and(
        key -> {
          if (key.type().usage() != usage) {
            throw KmsRefusal.of(
                KmsError.INVALID_KEY_USAGE,
                key.arn()
                    + " key usage is "
                    + key.type().usage()
                    + " which is not valid for "
                    + call.operation()
                    + ".");
          }
        });
  }

  /** A key in use that {@code call} can use with an algorithm. */
  static KeyDemand algorithm(AwsCall call, KeyUsage usage, String algorithm) {
    return usage(call, usage).and(key -> KeyAlgorithms.require(key, algorithm));
  }

  /** A key that can encrypt and decrypt as {@code call} wants. */
  static KeyDemand encryption(AwsCall call, String algorithm, Map<String, String> context) {
    return algorithm(call, KeyUsage.ENCRYPT_DECRYPT, algorithm)
        .and(
            key -> {
              if (!context.isEmpty() && !key.type().spec().isSymmetricEncryption()) {
                throw KmsRefusal.invalid(
                    "An encryption context is not supported with asymmetric keys.");
              }
            });
  }
}
