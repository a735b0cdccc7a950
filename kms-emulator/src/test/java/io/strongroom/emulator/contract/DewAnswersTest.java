package io.strongroom.emulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.strongroom.emulator.PostgresResource;
import io.strongroom.emulator.UnsignedProfile;
import io.strongroom.emulator.server.KmsEndpoint;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The members of every answer, and how they are written.
 *
 * <p>Source: DEW API reference; Huawei Cloud SDK for Java, the models of {@code kms.v2}.
 */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(UnsignedProfile.class)
class DewAnswersTest {

  private static final String KMS = "/v1.0/project1/kms/";

  @Inject KmsEndpoint endpoint;

  private Wire wire;
  private DewApi api;

  @BeforeEach
  void connect() {
    wire = new Wire(endpoint.uri().orElseThrow());
    api = new DewApi(wire);
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "DESCRIBE, 200, key_info",
    "DISABLE, 200, key_info",
    "SCHEDULE_DELETION, 200, key_id key_state",
    "UPDATE_DESCRIPTION, 200, key_info",
    "CREATE_ALIAS, 200, domain_id key_id alias alias_urn create_time update_time",
    "TAG, 204, ''",
    "UNTAG, 204, ''",
    "LIST_TAGS, 200, tags existTagsNum",
    "CREATE_GRANT, 200, grant_id",
    "LIST_GRANTS, 200, grants next_marker truncated total",
    "ENABLE_ROTATION, 200, ''",
    "ROTATE, 200, key_id",
    "ROTATION_STATUS, 200, key_rotation_enabled rotation_interval last_rotation_time"
        + " number_of_rotations",
    "GENERATE_DATA_KEY, 200, key_id plain_text cipher_text",
    "GENERATE_DATA_KEY_WITHOUT_PLAINTEXT, 200, key_id cipher_text",
    "GENERATE_DATA_KEY_PAIR, 200, key_id key_spec public_key private_key_cipher_text"
        + " private_key_plain_text",
    "ENCRYPT, 200, key_id cipher_text",
    "RE_ENCRYPT_TO, 200, key_id source_key_id cipher_text source_encryption_algorithm"
        + " destination_encryption_algorithm",
    "SIGN, 200, key_id signature",
    "GET_PUBLIC_KEY, 200, key_id public_key",
    "GENERATE_MAC, 200, key_id mac mac_algorithm",
    "GET_PARAMETERS_FOR_IMPORT, 200, key_id import_token expiration_time public_key",
    "DELETE_IMPORTED_MATERIAL, 200, ''"
  })
  void operation_answersExactlyItsMembers(Op op, int status, String members) {
    Reply reply = api.call(op, api.newKey(op.sort()));

    assertThat(reply.status()).as("%s", reply).isEqualTo(status);
    assertThat(reply.body().fieldNames()).isEqualTo(words(members));
  }

  private JsonObject info(String keyId) {
    return api.call(Op.DESCRIBE, keyId).body().getJsonObject("key_info");
  }

  @Test
  void describeKey_everythingIsText() {
    JsonObject info = info(api.newKey(Sort.SYMMETRIC));

    assertThat(info.fieldNames())
        .containsExactlyInAnyOrder(
            "key_id",
            "domain_id",
            "key_alias",
            "realm",
            "key_spec",
            "key_usage",
            "key_description",
            "creation_date",
            "scheduled_deletion_date",
            "key_state",
            "default_key_flag",
            "key_type",
            "expiration_time",
            "origin",
            "key_rotation_enabled",
            "sys_enterprise_project_id",
            "keystore_id");
    assertThat(info).allSatisfy(member -> assertThat(member.getValue()).isInstanceOf(String.class));
    assertThat(info.getString("creation_date")).matches("[0-9]{13}");
  }

  @Test
  void states_byTheirNumbers() {
    String keyId = api.newKey(Sort.SYMMETRIC);
    assertThat(info(keyId).getString("key_state")).isEqualTo("2");
    api.call(Op.DISABLE, keyId);
    assertThat(info(keyId).getString("key_state")).isEqualTo("3");
    api.call(Op.SCHEDULE_DELETION, keyId);
    assertThat(info(keyId).getString("key_state")).isEqualTo("4");
    assertThat(info(keyId).getString("scheduled_deletion_date")).matches("[0-9]{13}");
    assertThat(info(api.newKey(Sort.EXTERNAL)).getString("key_state")).isEqualTo("5");
  }

  @Test
  void dataKey_inUpperCaseHexadecimal() {
    Reply made = api.call(Op.GENERATE_DATA_KEY, api.newKey(Sort.SYMMETRIC));

    assertThat(made.text("plain_text")).matches("[0-9A-F]{64}");
    assertThat(made.text("cipher_text")).matches("[0-9A-F]+");
  }

  @Test
  void data_inBase64() {
    Reply made = api.call(Op.ENCRYPT, api.newKey(Sort.SYMMETRIC));

    assertThat(Base64.getDecoder().decode(made.text("cipher_text"))).isNotEmpty();
  }

  @Test
  void publicKey_inPem() {
    assertThat(api.call(Op.GET_PUBLIC_KEY, api.newKey(Sort.SIGNING)).text("public_key"))
        .startsWith("-----BEGIN PUBLIC KEY-----\n")
        .endsWith("-----END PUBLIC KEY-----\n");
  }

  @Test
  void grant_inAList_hasItsTerms() {
    String keyId = api.newKey(Sort.SYMMETRIC);
    String grantId = api.call(Op.CREATE_GRANT, keyId).text("grant_id");

    JsonObject grant =
        api.call(Op.LIST_GRANTS, keyId).body().getJsonArray("grants").getJsonObject(0);
    assertThat(grant.getString("grant_id")).isEqualTo(grantId);
    assertThat(grant.getString("grantee_principal_type")).isEqualTo("user");
    assertThat(grant.getJsonArray("operations")).contains("decrypt-datakey");
  }

  @Test
  void methodThatAPathDoesNotHave_405() {
    Reply reply = wire.dew("GET", KMS + "create-key", new JsonObject());
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.code()).isEqualTo("KMS.0215");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1.0/project1/kms/invent-key",
    "/v1.0/project1/kms",
    "/v2/project1/kms/keys",
    "/v1.0/project1/kms/a/tags/b/c"
  })
  void pathOfNoOperation_404(String path) {
    Reply reply = wire.dew("POST", path, new JsonObject());
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.code()).isEqualTo("KMS.0201");
  }
}
