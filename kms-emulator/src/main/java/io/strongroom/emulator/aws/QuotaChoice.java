package io.strongroom.emulator.aws;

import io.strongroom.emulator.limit.Quota;
import io.vertx.core.json.JsonObject;

/**
 * Which quota a call draws on. Operations that several sorts of keys share have one for each; the
 * key is not known yet, but the algorithm asked for tells its sort.
 */
final class QuotaChoice {

  private QuotaChoice() {}

  static Quota of(AwsOperation operation, JsonObject input) {
    return switch (operation.name()) {
      case "Encrypt", "Decrypt" -> ofAlgorithm(operation, text(input, "EncryptionAlgorithm"));
      case "ReEncrypt" ->
          ofAlgorithm(
              operation,
              text(input, "SourceEncryptionAlgorithm")
                  + text(input, "DestinationEncryptionAlgorithm"));
      case "Sign", "Verify" -> ofAlgorithm(operation, text(input, "SigningAlgorithm"));
      case "GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext" ->
          ofPair(text(input, "KeyPairSpec"));
      default -> operation.quota();
    };
  }

  private static Quota ofAlgorithm(AwsOperation operation, String algorithm) {
    if (algorithm.contains("RSA")) {
      return Quota.RSA;
    }
    if (algorithm.startsWith("ML_DSA")) {
      return Quota.LATTICE;
    }
    boolean elliptic =
        algorithm.contains("SM2") || algorithm.startsWith("ECDSA") || algorithm.startsWith("ED2");
    return elliptic ? Quota.ELLIPTIC : operation.quota();
  }

  private static Quota ofPair(String spec) {
    return switch (spec) {
      case "RSA_2048" -> Quota.PAIR_RSA_2048;
      case "RSA_3072" -> Quota.PAIR_RSA_3072;
      case "RSA_4096" -> Quota.PAIR_RSA_4096;
      case "SM2" -> Quota.PAIR_SM2;
      default -> Quota.PAIR_ELLIPTIC;
    };
  }

  private static String text(JsonObject input, String name) {
    return input.getValue(name) instanceof String text ? text : "";
  }
}
