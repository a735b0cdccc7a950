package io.strongroom.emulator.aws;

import io.strongroom.emulator.crypto.EncryptionAlgorithm;
import io.strongroom.emulator.crypto.KeyPairKind;
import io.strongroom.emulator.crypto.SigningAlgorithm;
import io.strongroom.emulator.key.KeySpec;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.operation.EncryptionUse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The algorithms a key may be used with, which follow from its spec and usage. */
final class KeyAlgorithms {

  private KeyAlgorithms() {}

  /** The names of the key's algorithms, all of one kind. */
  static List<String> names(KmsKey key) {
    return switch (key.type().spec().use()) {
      case KeySpec.Use.Messages _ -> List.of(EncryptionUse.SYMMETRIC);
      case KeySpec.Use.Macs(var algorithm) -> List.of(algorithm.name());
      case KeySpec.Use.Pairs(var kind) -> names(key, kind);
    };
  }

  private static List<String> names(KmsKey key, KeyPairKind kind) {
    return switch (key.type().usage()) {
      case SIGN_VERIFY -> SigningAlgorithm.of(kind).stream().map(Enum::name).toList();
      case ENCRYPT_DECRYPT -> EncryptionAlgorithm.of(kind).stream().map(Enum::name).toList();
      case KEY_AGREEMENT -> List.of("ECDH");
      case GENERATE_VERIFY_MAC -> List.of();
    };
  }

  /** Demands that the key can be used with {@code algorithm}. */
  static void require(KmsKey key, String algorithm) {
    if (!names(key).contains(algorithm)) {
      throw KmsRefusal.of(
          KmsError.INVALID_KEY_USAGE,
          "Algorithm " + algorithm + " is incompatible with key spec " + KeyJson.spec(key) + ".");
    }
  }

  /** Adds the member that lists them. */
  static JsonObject list(KmsKey key, JsonObject json) {
    String member =
        switch (key.type().usage()) {
          case ENCRYPT_DECRYPT -> "EncryptionAlgorithms";
          case SIGN_VERIFY -> "SigningAlgorithms";
          case GENERATE_VERIFY_MAC -> "MacAlgorithms";
          case KEY_AGREEMENT -> "KeyAgreementAlgorithms";
        };
    return json.put(member, new JsonArray(names(key)));
  }
}
