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
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The members of every answer, no more and no fewer: clients in strict languages fail on either.
 *
 * <p>Source: AWS KMS API reference.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(UnsignedProfile.class)
class AwsAnswersTest {

  private static final Set<String> METADATA =
      Set.of(
          "AWSAccountId",
          "Arn",
          "CreationDate",
          "CustomerMasterKeySpec",
          "Description",
          "Enabled",
          "KeyId",
          "KeyManager",
          "KeySpec",
          "KeyState",
          "KeyUsage",
          "MultiRegion",
          "Origin");

  @Inject KmsEndpoint endpoint;

  private Wire wire;
  private AwsApi api;

  @BeforeEach
  void connect() {
    wire = new Wire(endpoint.uri().orElseThrow());
    api = new AwsApi(wire);
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
  }

  private JsonObject metadata(Sort sort) {
    return api.call(Op.DESCRIBE, api.newKey(sort)).body().getJsonObject("KeyMetadata");
  }

  @ParameterizedTest
  @CsvSource({
    "SYMMETRIC, CurrentKeyMaterialId EncryptionAlgorithms",
    "EXTERNAL, EncryptionAlgorithms",
    "MAC, MacAlgorithms",
    "SIGNING, SigningAlgorithms",
    "PUBLIC, EncryptionAlgorithms"
  })
  void describeKey_ofEverySort_membersOfItsOwn(Sort sort, String own) {
    Set<String> expected = new TreeSet<>(METADATA);
    expected.addAll(words(own));

    assertThat(metadata(sort).fieldNames()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "DESCRIBE, KeyMetadata",
    "ENABLE, ''",
    "DISABLE, ''",
    "SCHEDULE_DELETION, KeyId KeyState PendingWindowInDays DeletionDate",
    "UPDATE_DESCRIPTION, ''",
    "CREATE_ALIAS, ''",
    "TAG, ''",
    "UNTAG, ''",
    "LIST_TAGS, Tags Truncated",
    "CREATE_GRANT, GrantId GrantToken",
    "LIST_GRANTS, Grants Truncated",
    "ENABLE_ROTATION, ''",
    "ROTATE, KeyId",
    "ROTATION_STATUS, KeyId KeyRotationEnabled",
    "GENERATE_DATA_KEY, CiphertextBlob KeyId KeyMaterialId Plaintext",
    "GENERATE_DATA_KEY_WITHOUT_PLAINTEXT, CiphertextBlob KeyId KeyMaterialId",
    "GENERATE_DATA_KEY_PAIR, KeyId KeyMaterialId KeyPairSpec PrivateKeyCiphertextBlob"
        + " PrivateKeyPlaintext PublicKey",
    "ENCRYPT, CiphertextBlob EncryptionAlgorithm KeyId",
    "RE_ENCRYPT_TO, CiphertextBlob DestinationEncryptionAlgorithm DestinationKeyMaterialId KeyId"
        + " SourceEncryptionAlgorithm SourceKeyId SourceKeyMaterialId",
    "SIGN, KeyId Signature SigningAlgorithm",
    "GET_PUBLIC_KEY, CustomerMasterKeySpec KeyId KeySpec KeyUsage PublicKey SigningAlgorithms",
    "GENERATE_MAC, KeyId Mac MacAlgorithm",
    "GET_PARAMETERS_FOR_IMPORT, ImportToken KeyId ParametersValidTo PublicKey",
    "DELETE_IMPORTED_MATERIAL, KeyId"
  })
  void operation_answersExactlyItsMembers(Op op, String members) {
    Reply reply = api.call(op, api.newKey(op.sort()));

    assertThat(reply.isDone()).as("%s", reply).isTrue();
    assertThat(reply.body().fieldNames()).isEqualTo(words(members));
  }

  @ParameterizedTest
  @CsvSource({
    "GENERATE_DATA_KEY",
    "GENERATE_DATA_KEY_WITHOUT_PLAINTEXT",
    "GENERATE_DATA_KEY_PAIR",
    "ENCRYPT",
    "RE_ENCRYPT_TO",
    "SIGN",
    "GET_PUBLIC_KEY",
    "GENERATE_MAC",
    "SCHEDULE_DELETION",
    "ROTATE",
    "ROTATION_STATUS",
    "GET_PARAMETERS_FOR_IMPORT",
    "DELETE_IMPORTED_MATERIAL"
  })
  void operation_namesTheKeyByItsArn(Op op) {
    String keyId = api.newKey(op.sort());

    assertThat(api.call(op, keyId).text("KeyId"))
        .isEqualTo("arn:aws:kms:us-east-1:000000000000:key/" + keyId);
  }

  @Test
  void rotationStatus_whenOn_saysHowOftenAndWhen() {
    String keyId = api.newKey(Sort.SYMMETRIC);
    api.call(Op.ENABLE_ROTATION, keyId);

    JsonObject status = api.call(Op.ROTATION_STATUS, keyId).body();
    assertThat(status.fieldNames())
        .containsExactlyInAnyOrder(
            "KeyId", "KeyRotationEnabled", "NextRotationDate", "RotationPeriodInDays");
    assertThat(status.getInteger("RotationPeriodInDays")).isEqualTo(365);
  }

  @Test
  void grant_inAList_hasItsTerms() {
    String keyId = api.newKey(Sort.SYMMETRIC);
    String grantId = api.call(Op.CREATE_GRANT, keyId).text("GrantId");

    JsonObject grant =
        api.call(Op.LIST_GRANTS, keyId).body().getJsonArray("Grants").getJsonObject(0);
    assertThat(grant.fieldNames())
        .containsExactlyInAnyOrder(
            "CreationDate",
            "GrantId",
            "GranteePrincipal",
            "IssuingAccount",
            "KeyId",
            "Name",
            "Operations");
    assertThat(grant.getString("GrantId")).isEqualTo(grantId).hasSize(64);
    assertThat(grant.getJsonArray("Operations")).isEqualTo(new JsonArray().add("Decrypt"));
  }

  @Test
  void describeKey_whileDeletionIsPending_saysWhen() {
    String keyId = api.newKey(Sort.SYMMETRIC);
    Reply scheduled = api.call(Op.SCHEDULE_DELETION, keyId);

    JsonObject metadata = api.call(Op.DESCRIBE, keyId).body().getJsonObject("KeyMetadata");
    assertThat(metadata.getString("KeyState")).isEqualTo("PendingDeletion");
    assertThat(metadata.getBoolean("Enabled")).isFalse();
    assertThat(metadata.getValue("DeletionDate"))
        .isEqualTo(scheduled.body().getValue("DeletionDate"));
  }

  @Test
  void list_inPages_showsEachOnce() {
    String keyId = api.newKey(Sort.SYMMETRIC);
    for (int i = 0; i < 5; i++) {
      api.call(Op.CREATE_ALIAS, keyId);
    }
    Set<String> seen = new TreeSet<>();
    JsonObject request = new JsonObject().put("KeyId", keyId).put("Limit", 2);
    Reply page = wire.aws("ListAliases", request);
    int pages = 1;
    while (page.body().getBoolean("Truncated")) {
      page.body()
          .getJsonArray("Aliases")
          .forEach(alias -> assertThat(seen.add(name(alias))).isTrue());
      page = wire.aws("ListAliases", request.copy().put("Marker", page.text("NextMarker")));
      pages++;
    }
    page.body()
        .getJsonArray("Aliases")
        .forEach(alias -> assertThat(seen.add(name(alias))).isTrue());

    assertThat(seen).hasSize(5);
    assertThat(pages).isEqualTo(3);
    assertThat(page.body().containsKey("NextMarker")).isFalse();
  }

  private static String name(Object alias) {
    return ((JsonObject) alias).getString("AliasName");
  }

  @Test
  void marker_ofAnotherList_refused() {
    String keyId = api.newKey(Sort.SYMMETRIC);
    api.call(Op.CREATE_ALIAS, keyId);
    api.call(Op.CREATE_ALIAS, keyId);
    String marker =
        wire.aws("ListAliases", new JsonObject().put("KeyId", keyId).put("Limit", 1))
            .text("NextMarker");

    assertThat(wire.aws("ListKeys", new JsonObject().put("Marker", marker)).code())
        .isEqualTo("InvalidMarkerException");
  }
}
