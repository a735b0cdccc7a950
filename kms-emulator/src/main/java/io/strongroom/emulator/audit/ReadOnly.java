package io.strongroom.emulator.audit;

import java.util.Set;

/** Which operations CloudTrail calls read-only; using a key changes nothing about it. */
final class ReadOnly {

  private static final Set<String> CRYPTOGRAPHIC =
      Set.of(
          "Encrypt",
          "Decrypt",
          "ReEncrypt",
          "GenerateRandom",
          "Sign",
          "Verify",
          "VerifyMac",
          "DeriveSharedSecret");

  private ReadOnly() {}

  static boolean is(String operation) {
    return CRYPTOGRAPHIC.contains(operation)
        || operation.startsWith("GenerateDataKey")
        || operation.startsWith("GenerateMac")
        || operation.startsWith("Describe")
        || operation.startsWith("Get")
        || operation.startsWith("List");
  }
}
