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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of the DEW API's members: the last value that is taken, and the first that is not. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(UnsignedProfile.class)
class DewLimitsTest {

  private static final String KMS = "/v1.0/project1/kms/";

  @Inject KmsEndpoint endpoint;

  private Wire wire;
  private DewApi api;
  private String keyId;

  @BeforeEach
  void connect() {
    wire = new Wire(endpoint.uri().orElseThrow());
    api = new DewApi(wire);
    keyId = api.newKey(Sort.SYMMETRIC);
  }

  private JsonObject key() {
    return new JsonObject().put("key_id", keyId);
  }

  private Reply post(String verb, JsonObject members) {
    return wire.dew("POST", KMS + verb, members);
  }

  private String code(String verb, JsonObject members) {
    return post(verb, members).code();
  }

  @ParameterizedTest
  @CsvSource({
    "schedule-key-deletion, pending_days, 7, 1096, 6, KMS.1401",
    "schedule-key-deletion, pending_days, 7, 1096, 1097, KMS.1401",
    "create-datakey, datakey_length, 8, 8192, 7, KMS.1901",
    "create-datakey, datakey_length, 8, 8192, 8200, KMS.1901",
    "create-datakey, datakey_length, 8, 8192, 9, KMS.1903",
    "create-datakey-without-plaintext, datakey_length, 8, 8192, 8200, KMS.1901",
    "list-grants, limit, 1, 100, 0, KMS.1601",
    "list-grants, limit, 1, 100, 101, KMS.1601"
  })
  void number_atItsBounds_taken_beyond_refused(
      String verb, String member, String least, String most, String beyond, String code) {
    for (String good : List.of(least, most)) {
      keyId = api.newKey(Sort.SYMMETRIC);
      assertThat(code(verb, key().put(member, good))).isEmpty();
    }
    keyId = api.newKey(Sort.SYMMETRIC);
    assertThat(code(verb, key().put(member, beyond))).isEqualTo(code);
  }

  @Test
  void numbers_asNumbers_taken() {
    assertThat(code("create-datakey", key().put("datakey_length", 256))).isEmpty();
    assertThat(code("schedule-key-deletion", key().put("pending_days", 7))).isEmpty();
  }

  @Test
  void random_itsBounds() {
    assertThat(code("gen-random", new JsonObject().put("random_data_length", "8192"))).isEmpty();
    assertThat(code("gen-random", new JsonObject().put("random_data_length", "8200")))
        .isEqualTo("KMS.1801");
    assertThat(code("gen-random", new JsonObject().put("random_data_length", "12")))
        .isEqualTo("KMS.1802");
    assertThat(code("gen-random", new JsonObject())).isEqualTo("KMS.0204");
  }

  @Test
  void description_itsBound() {
    assertThat(code("update-key-description", key().put("key_description", "x".repeat(255))))
        .isEmpty();
    assertThat(code("update-key-description", key().put("key_description", "x".repeat(256))))
        .isEqualTo("KMS.1103");
  }

  @Test
  void plaintext_itsBound_inBytes() {
    assertThat(code("encrypt-data", key().put("plain_text", "x".repeat(4096)))).isEmpty();
    // Two bytes each in UTF-8.
    assertThat(code("encrypt-data", key().put("plain_text", "é".repeat(2049))))
        .isEqualTo("KMS.0203");
  }

  @Test
  void additionalData_itsBound() {
    JsonObject request = key().put("datakey_length", "256");
    assertThat(
            code(
                "create-datakey",
                request.copy().put("additional_authenticated_data", "x".repeat(128))))
        .isEmpty();
    assertThat(
            code(
                "create-datakey",
                request.copy().put("additional_authenticated_data", "x".repeat(129))))
        .isEqualTo("KMS.0308");
  }

  @Test
  void encryptionContext_ofAnotherShape_refused() {
    JsonObject request = key().put("datakey_length", "256");
    assertThat(code("create-datakey", request.copy().put("encryption_context", "text")))
        .isEqualTo("KMS.0208");
    assertThat(
            code(
                "create-datakey",
                request.copy().put("encryption_context", new JsonObject().put("a", 1))))
        .isEqualTo("KMS.0208");
  }

  @Test
  void rotationInterval_itsBounds() {
    assertThat(api.call(Op.ENABLE_ROTATION, keyId).isDone()).isTrue();
    for (int good : List.of(30, 365)) {
      assertThat(code("update-key-rotation-interval", key().put("rotation_interval", good)))
          .isEmpty();
    }
    for (int bad : List.of(29, 366)) {
      assertThat(code("update-key-rotation-interval", key().put("rotation_interval", bad)))
          .isEqualTo("KMS.3001");
    }
  }

  @Test
  void alias_takenTwice_orReserved_refused() {
    String name = "a-" + UUID.randomUUID();
    JsonObject request = new JsonObject().put("key_alias", name);
    assertThat(code("create-key", request)).isEmpty();
    assertThat(code("create-key", request)).isEqualTo("KMS.1104");
    assertThat(code("create-key", new JsonObject().put("key_alias", "obs/default")))
        .isEqualTo("KMS.1101");
    assertThat(code("create-key", new JsonObject().put("key_alias", "has space")))
        .isEqualTo("KMS.1101");
  }

  @Test
  void createKey_nameTaken_leavesNoKey() {
    String name = "a-" + UUID.randomUUID();
    JsonObject request = new JsonObject().put("key_alias", name);
    assertThat(code("create-key", request)).isEmpty();
    Reply before = wire.dew("GET", KMS + "user-instances", new JsonObject());
    assertThat(code("create-key", request)).isEqualTo("KMS.1104");

    Reply after = wire.dew("GET", KMS + "user-instances", new JsonObject());
    assertThat(after.body()).isEqualTo(before.body());
  }

  @Test
  void tag_itsBounds() {
    JsonObject tag = new JsonObject().put("key", "k".repeat(128)).put("value", "v".repeat(255));
    assertThat(code(keyId + "/tags", new JsonObject().put("tag", tag))).isEmpty();
    assertThat(
            code(
                keyId + "/tags",
                new JsonObject().put("tag", tag.copy().put("key", "k".repeat(129)))))
        .isEqualTo("KMS.0308");
    assertThat(
            code(
                keyId + "/tags",
                new JsonObject().put("tag", tag.copy().put("value", "v".repeat(256)))))
        .isEqualTo("KMS.0308");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "describe-key",
        "enable-key",
        "disable-key",
        "cancel-key-deletion",
        "list-grants",
        "create-datakey",
        "create-datakey-without-plaintext",
        "enable-key-rotation",
        "disable-key-rotation",
        "get-key-rotation-status",
        "rotate-on-demand",
        "get-publickey",
        "delete-imported-key-material"
      })
  void keyId_missing_refused(String verb) {
    assertThat(code(verb, new JsonObject())).isEqualTo("KMS.0204");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"describe-key", "create-datakey", "encrypt-data", "list-keys", "create-grant"})
  void memberOfNoOperation_refused(String verb) {
    Reply reply = post(verb, new JsonObject().put("invented", "x"));
    assertThat(reply.code()).isEqualTo("KMS.0308");
    assertThat(reply.message()).contains("invented");
  }

  @Test
  void pathAndBodyOfAnotherKey_refused() {
    String other = api.newKey(Sort.SYMMETRIC);
    Reply reply =
        post(
            keyId + "/tags",
            new JsonObject()
                .put("key_id", other)
                .put("tag", new JsonObject().put("key", "a").put("value", "b")));
    assertThat(reply.code()).isEqualTo("KMS.0308");
  }
}
