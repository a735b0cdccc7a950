package io.strongroom.emulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.strongroom.emulator.PostgresResource;
import io.strongroom.emulator.UnsignedProfile;
import io.strongroom.emulator.server.KmsEndpoint;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of the AWS API's members: the last value that is taken, and the first that is not. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(UnsignedProfile.class)
class AwsLimitsTest {

  @Inject KmsEndpoint endpoint;

  private Wire wire;
  private AwsApi api;
  private String keyId;

  @BeforeEach
  void connect() {
    wire = new Wire(endpoint.uri().orElseThrow());
    api = new AwsApi(wire);
    keyId = api.newKey(Sort.SYMMETRIC);
  }

  private JsonObject key() {
    return new JsonObject().put("KeyId", keyId);
  }

  private static String bytes(int count) {
    return Base64.getEncoder().encodeToString(new byte[count]);
  }

  private void assertTaken(String operation, JsonObject members) {
    Reply reply = wire.aws(operation, members);
    assertThat(reply.code()).as("%s", reply).isEmpty();
  }

  private void assertRefused(String operation, JsonObject members, String text) {
    Reply reply = wire.aws(operation, members);
    assertThat(reply.code()).as("%s", reply).isEqualTo("ValidationException");
    assertThat(reply.message()).contains(text);
  }

  @ParameterizedTest
  @CsvSource({
    "GenerateDataKey, NumberOfBytes, 1, 1024, 0, greater than or equal to 1",
    "GenerateDataKey, NumberOfBytes, 1, 1024, 1025, less than or equal to 1024",
    "GenerateDataKeyWithoutPlaintext, NumberOfBytes, 1, 1024, 1025, less than or equal to 1024",
    "ScheduleKeyDeletion, PendingWindowInDays, 7, 30, 6, greater than or equal to 7",
    "ScheduleKeyDeletion, PendingWindowInDays, 7, 30, 31, less than or equal to 30",
    "EnableKeyRotation, RotationPeriodInDays, 90, 2560, 89, greater than or equal to 90",
    "EnableKeyRotation, RotationPeriodInDays, 90, 2560, 2561, less than or equal to 2560",
    "ListResourceTags, Limit, 1, 50, 51, less than or equal to 50",
    "ListGrants, Limit, 1, 100, 101, less than or equal to 100",
    "ListKeyPolicies, Limit, 1, 1000, 1001, less than or equal to 1000",
    "ListKeyRotations, Limit, 1, 1000, 0, greater than or equal to 1",
    "ListAliases, Limit, 1, 100, 101, less than or equal to 100"
  })
  void number_atItsBounds_taken_beyond_refused(
      String operation, String member, int least, int most, int beyond, String text) {
    for (int good : List.of(least, most)) {
      keyId = api.newKey(Sort.SYMMETRIC);
      assertTaken(operation, key().put(member, good));
    }
    keyId = api.newKey(Sort.SYMMETRIC);
    assertRefused(operation, key().put(member, beyond), text);
  }

  @ParameterizedTest
  @CsvSource({
    "UpdateKeyDescription, Description, 8192",
    "CreateKey, Description, 8192",
    "ListGrants, GranteePrincipal, 256"
  })
  void text_ofTheGreatestLength_taken_longer_refused(String operation, String member, int most) {
    assertTaken(operation, key().put(member, "x".repeat(most)));
    assertRefused(
        operation, key().put(member, "x".repeat(most + 1)), "length less than or equal to " + most);
  }

  @Test
  void random_itsBounds() {
    assertTaken("GenerateRandom", new JsonObject().put("NumberOfBytes", 1024));
    assertRefused(
        "GenerateRandom",
        new JsonObject().put("NumberOfBytes", 1025),
        "less than or equal to 1024");
    assertRefused("GenerateRandom", new JsonObject(), "NumberOfBytes is required.");
  }

  @Test
  void plaintext_itsBounds() {
    assertTaken("Encrypt", key().put("Plaintext", bytes(4096)));
    assertRefused("Encrypt", key().put("Plaintext", bytes(4097)), "less than or equal to 4096");
    assertRefused("Encrypt", key().put("Plaintext", ""), "greater than or equal to 1");
  }

  @Test
  void ciphertext_tooLong_refused() {
    assertRefused(
        "Decrypt",
        new JsonObject().put("CiphertextBlob", bytes(6145)),
        "less than or equal to 6144");
  }

  @Test
  void message_itsBounds() {
    String mac = api.newKey(Sort.MAC);
    JsonObject request = new JsonObject().put("KeyId", mac).put("MacAlgorithm", "HMAC_SHA_256");
    assertTaken("GenerateMac", request.copy().put("Message", bytes(4096)));
    assertRefused(
        "GenerateMac", request.copy().put("Message", bytes(4097)), "less than or equal to 4096");
  }

  @Test
  void digest_ofAnotherLength_refused() {
    String signing = api.newKey(Sort.SIGNING);
    assertRefused(
        "Sign",
        new JsonObject()
            .put("KeyId", signing)
            .put("Message", bytes(31))
            .put("MessageType", "DIGEST")
            .put("SigningAlgorithm", "ECDSA_SHA_256"),
        "Digest is invalid length for algorithm ECDSA_SHA_256.");
  }

  @Test
  void encryptionContext_itsBound() {
    JsonObject long8k = new JsonObject().put("k", "x".repeat(8000));
    assertTaken("Encrypt", key().put("Plaintext", bytes(1)).put("EncryptionContext", long8k));
    JsonObject beyond = new JsonObject().put("k", "x".repeat(8193));
    assertRefused(
        "Encrypt",
        key().put("Plaintext", bytes(1)).put("EncryptionContext", beyond),
        "encryption context");
  }

  @Test
  void tags_fifty_taken_oneMore_refused() {
    JsonArray tags = new JsonArray();
    for (int i = 0; i < 50; i++) {
      tags.add(new JsonObject().put("TagKey", "t" + i).put("TagValue", ""));
    }
    assertTaken("TagResource", key().put("Tags", tags));

    Reply reply =
        wire.aws(
            "TagResource",
            key()
                .put(
                    "Tags",
                    new JsonArray()
                        .add(new JsonObject().put("TagKey", "more").put("TagValue", ""))));
    assertThat(reply.code()).isEqualTo("TagException");
    assertThat(reply.message()).isEqualTo("Too many tags");
  }

  @Test
  void tag_ofTheGreatestLengths_taken_longer_refusedByItsPath() {
    JsonObject tag =
        new JsonObject().put("TagKey", "k".repeat(128)).put("TagValue", "v".repeat(256));
    assertTaken("TagResource", key().put("Tags", new JsonArray().add(tag)));
    JsonObject longer = tag.copy().put("TagKey", "k".repeat(129));
    assertRefused(
        "TagResource", key().put("Tags", new JsonArray().add(longer)), "tags.1.member.tagKey");
  }

  @Test
  void aliases_fifty_taken_oneMore_refused() {
    for (int i = 0; i < 50; i++) {
      assertThat(api.call(Op.CREATE_ALIAS, keyId).isDone()).isTrue();
    }
    assertThat(api.call(Op.CREATE_ALIAS, keyId).code()).isEqualTo("LimitExceededException");
  }

  @Test
  void aliasName_ofTheGreatestLength_taken_longer_refused() {
    String name = "alias/" + "n".repeat(250);
    JsonObject request = new JsonObject().put("AliasName", name).put("TargetKeyId", keyId);
    assertTaken("CreateAlias", request);
    assertRefused(
        "CreateAlias",
        request.copy().put("AliasName", name + "n"),
        "length less than or equal to 256");
    assertTaken("DeleteAlias", new JsonObject().put("AliasName", name));
  }

  @Test
  void grantConstraint_itsBounds() {
    JsonObject eight = new JsonObject();
    for (int i = 0; i < 8; i++) {
      eight.put("k" + i, "v".repeat(384));
    }
    assertTaken("CreateGrant", grant(eight));
    assertRefused("CreateGrant", grant(eight.copy().put("k8", "v")), "at most 8 pairs");
    JsonObject longer = new JsonObject().put("k", "v".repeat(385));
    assertRefused("CreateGrant", grant(longer), "at most 384 characters");
  }

  private JsonObject grant(JsonObject context) {
    return key()
        .put("GranteePrincipal", "arn:aws:iam::444455556666:user/eve")
        .put("Operations", new JsonArray().add("Decrypt"))
        .put("Constraints", new JsonObject().put("EncryptionContextSubset", context));
  }

  @Test
  void grantTokens_ten_taken_eleven_refused() {
    JsonArray eleven = new JsonArray();
    for (int i = 0; i < 11; i++) {
      eleven.add("token");
    }
    assertRefused(
        "DescribeKey", key().put("GrantTokens", eleven), "length less than or equal to 10");
    JsonArray ten = eleven.copy();
    ten.remove(10);
    assertThat(wire.aws("DescribeKey", key().put("GrantTokens", ten)).code())
        .isEqualTo("InvalidGrantTokenException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DescribeKey",
        "EnableKey",
        "DisableKey",
        "ScheduleKeyDeletion",
        "CancelKeyDeletion",
        "GetKeyPolicy",
        "ListKeyPolicies",
        "PutKeyPolicy",
        "ListGrants",
        "CreateGrant",
        "RevokeGrant",
        "EnableKeyRotation",
        "DisableKeyRotation",
        "GetKeyRotationStatus",
        "RotateKeyOnDemand",
        "ListKeyRotations",
        "TagResource",
        "UntagResource",
        "ListResourceTags",
        "UpdateKeyDescription",
        "GenerateDataKey",
        "GenerateDataKeyWithoutPlaintext",
        "GenerateDataKeyPair",
        "Encrypt",
        "Sign",
        "Verify",
        "GetPublicKey",
        "GenerateMac",
        "VerifyMac",
        "DeriveSharedSecret",
        "GetParametersForImport",
        "ImportKeyMaterial",
        "DeleteImportedKeyMaterial",
        "ReplicateKey",
        "UpdatePrimaryRegion",
        "GetKeyLastUsage"
      })
  void keyId_missing_refusedByName(String operation) {
    assertRefused(
        operation,
        new JsonObject(),
        "Value null at 'keyId' failed to satisfy constraint: Member must not be null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DescribeKey",
        "ListKeys",
        "ListAliases",
        "Encrypt",
        "Decrypt",
        "CreateKey",
        "CreateGrant",
        "GenerateRandom",
        "TagResource",
        "GetKeyPolicy"
      })
  void bodyThatIsNoObject_serializationException(String operation) {
    Reply reply = wire.raw("TrentService." + operation, "[1]");
    assertThat(reply.code()).isEqualTo("SerializationException");
  }
}
