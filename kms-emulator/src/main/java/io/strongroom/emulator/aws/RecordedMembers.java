package io.strongroom.emulator.aws;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * The members of requests that go into records. A list of what may, not of what may not: plaintext,
 * ciphertext, tokens and policies are never copied, nor is any member that is new.
 */
final class RecordedMembers {

  private static final List<String> NAMES =
      List.of(
          "KeyId",
          "KeySpec",
          "KeyUsage",
          "Origin",
          "MultiRegion",
          "Description",
          "NumberOfBytes",
          "EncryptionAlgorithm",
          "EncryptionContext",
          "KeyPairSpec",
          "SigningAlgorithm",
          "MessageType",
          "MacAlgorithm",
          "KeyAgreementAlgorithm",
          "DryRunModifiers",
          "SourceKeyId",
          "SourceEncryptionAlgorithm",
          "SourceEncryptionContext",
          "DestinationKeyId",
          "DestinationEncryptionAlgorithm",
          "DestinationEncryptionContext",
          "AliasName",
          "TargetKeyId",
          "PendingWindowInDays",
          "RotationPeriodInDays",
          "GranteePrincipal",
          "RetiringPrincipal",
          "GrantId",
          "Operations",
          "Constraints",
          "Name",
          "PolicyName",
          "TagKeys",
          "WrappingAlgorithm",
          "WrappingKeySpec",
          "ExpirationModel",
          "ValidTo",
          "ImportType",
          "KeyMaterialDescription",
          "KeyMaterialId",
          "ReplicaRegion",
          "PrimaryRegion",
          "DryRun");

  private RecordedMembers() {}

  static JsonObject of(JsonObject input) {
    JsonObject recorded = new JsonObject();
    for (String name : NAMES) {
      Object value = input.getValue(name);
      if (value != null) {
        recorded.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), value);
      }
    }
    return recorded;
  }
}
