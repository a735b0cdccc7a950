package io.strongroom.emulator;

import static io.strongroom.emulator.Admin.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Huawei dialect, byte for byte, without signatures. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(UnsignedProfile.class)
class DewWireTest {

  @Inject KmsEndpoint endpoint;

  @AfterEach
  void resetThrottle() {
    given().delete(endpoint.uri().orElseThrow() + "/_admin/throttle");
  }

  private ValidatableResponse call(String verb, String body) {
    return given()
        .contentType("application/json")
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post(endpoint.uri().orElseThrow() + "/v1.0/project1/kms/" + verb)
        .then();
  }

  private String newKeyId(String spec) {
    return call(
            "create-key",
            "{\"key_alias\":\"k-" + UUID.randomUUID() + "\",\"key_spec\":\"" + spec + "\"}")
        .statusCode(200)
        .extract()
        .path("key_info.key_id");
  }

  private void assertWraps(String keyId, int length, String digest) {
    String plaintext = "00".repeat(length);
    String ciphertext =
        call(
                "encrypt-datakey",
                "{\"key_id\":\"%s\",\"plain_text\":\"%s\",\"datakey_plain_length\":\"%d\"}"
                    .formatted(keyId, plaintext + digest, length))
            .statusCode(200)
            .extract()
            .path("cipher_text");
    call(
            "decrypt-datakey",
            "{\"key_id\":\"%s\",\"cipher_text\":\"%s\",\"datakey_cipher_length\":\"%d\"}"
                .formatted(keyId, ciphertext, length))
        .statusCode(200)
        .body("data_key", equalTo(plaintext))
        .body("datakey_dgst", equalTo(digest));
  }

  // Vectors: the published sample for SHA-256 of 64 zero bytes, and SM3 of 16.
  @Test
  void encryptDatakey_publishedDigests_accepted() {
    assertWraps(
        newKeyId("AES_256"),
        64,
        "F5A5FD42D16A20302798EF6ED309979B43003D2320D9F0E8EA9831A92759FB4B");
    assertWraps(
        newKeyId("SM4"), 16, "106E34A2B8C7BB13156CFDD0D91379DCC47543DCF9787C68AE5EB582620AE6E8");
  }

  @Test
  void encryptDatakey_wrongDigest_refused() {
    call(
            "encrypt-datakey",
            "{\"key_id\":\"%s\",\"plain_text\":\"%s\",\"datakey_plain_length\":\"16\"}"
                .formatted(newKeyId("SM4"), "00".repeat(48)))
        .statusCode(400)
        .body("error.error_code", equalTo("KMS.2103"));
  }

  @Test
  void createDatakey_lengthNotWholeBytes_refused() {
    call("create-datakey", "{\"key_id\":\"" + newKeyId("SM4") + "\",\"datakey_length\":\"9\"}")
        .body("error.error_code", equalTo("KMS.1903"));
  }

  @Test
  void encryptData_otherContext_doesNotOpen() {
    String keyId = newKeyId("AES_256");
    String ciphertext =
        call(
                "encrypt-data",
                "{\"key_id\":\""
                    + keyId
                    + "\",\"plain_text\":\"word\","
                    + "\"encryption_context\":{\"a\":\"bc\"}}")
            .extract()
            .path("cipher_text");

    call(
            "decrypt-data",
            "{\"cipher_text\":\"" + ciphertext + "\",\"encryption_context\":{\"a\":\"bc\"}}")
        .body("plain_text", equalTo("word"))
        .body("key_id", equalTo(keyId));
    call(
            "decrypt-data",
            "{\"cipher_text\":\"" + ciphertext + "\",\"encryption_context\":{\"ab\":\"c\"}}")
        .statusCode(400)
        .body("error.error_code", equalTo("KMS.2201"));
  }

  @Test
  void createKey_aliasTaken_refused() {
    String body = "{\"key_alias\":\"taken-" + UUID.randomUUID() + "\"}";
    call("create-key", body).statusCode(200);

    call("create-key", body).statusCode(400).body("error.error_code", equalTo("KMS.1104"));
    call("create-key", "{\"key_alias\":\"my/default\"}")
        .body("error.error_code", equalTo("KMS.1101"));
  }

  @Test
  void defaultKey_madeAtFirstUse_cannotBeDisabled() {
    String keyId =
        call("describe-key", "{\"key_id\":\"alias/obs/default\"}")
            .statusCode(200)
            .body("key_info.default_key_flag", equalTo("1"))
            .body("key_info.key_alias", equalTo("obs/default"))
            .extract()
            .path("key_info.key_id");

    call("disable-key", "{\"key_id\":\"" + keyId + "\"}")
        .statusCode(400)
        .body("error.error_code", equalTo("KMS.0211"));
  }

  @Test
  void key_ofThisDialect_isKnownToTheOther() {
    String keyId = newKeyId("SM4");

    given()
        .header("X-Amz-Target", "TrentService.DescribeKey")
        .body(("{\"KeyId\":\"" + keyId + "\"}").getBytes(StandardCharsets.UTF_8))
        .post(endpoint.uri().orElseThrow() + "/")
        .then()
        .statusCode(200);
    call("list-keys", "{\"key_spec\":\"ALL\",\"limit\":\"1000\"}").body("keys", hasItem(keyId));
  }

  @Test
  void keyDeletion_scheduledAndCancelled_comesBackDisabled() {
    String keyId = newKeyId("AES_256");
    call("schedule-key-deletion", "{\"key_id\":\"" + keyId + "\",\"pending_days\":\"6\"}")
        .body("error.error_code", equalTo("KMS.1401"));
    call("schedule-key-deletion", "{\"key_id\":\"" + keyId + "\",\"pending_days\":\"1096\"}")
        .body("key_state", equalTo("4"));
    call("cancel-key-deletion", "{\"key_id\":\"" + keyId + "\"}").body("key_state", equalTo("3"));
    call("cancel-key-deletion", "{\"key_id\":\"" + keyId + "\"}")
        .body("error.error_code", equalTo("KMS.1501"));
  }

  @Test
  void rotation_onIntervalStatusDemand() {
    String keyId = "{\"key_id\":\"" + newKeyId("AES_256") + "\"";
    call("enable-key-rotation", keyId + "}").statusCode(200);
    call("update-key-rotation-interval", keyId + ",\"rotation_interval\":30}").statusCode(200);
    call("rotate-on-demand", keyId + "}").statusCode(200);

    call("get-key-rotation-status", keyId + "}")
        .body("key_rotation_enabled", equalTo(true))
        .body("rotation_interval", equalTo(30))
        .body("number_of_rotations", equalTo(1));
  }

  @Test
  void grant_createListRevoke() {
    String keyId = newKeyId("AES_256");
    String grantId =
        call(
                "create-grant",
                "{\"key_id\":\""
                    + keyId
                    + "\",\"grantee_principal\":\"user1\","
                    + "\"operations\":[\"describe-key\",\"decrypt-datakey\"]}")
            .statusCode(200)
            .extract()
            .path("grant_id");

    call("list-grants", "{\"key_id\":\"" + keyId + "\"}")
        .body("grants[0].operations", hasItem("decrypt-datakey"));
    call("revoke-grant", "{\"key_id\":\"" + keyId + "\",\"grant_id\":\"" + grantId + "\"}")
        .statusCode(200);
    call("revoke-grant", "{\"key_id\":\"" + keyId + "\",\"grant_id\":\"" + grantId + "\"}")
        .body("error.error_code", equalTo("KMS.2501"));
  }

  @Test
  void throttled_429FromTheGateway() {
    given()
        .contentType("application/json")
        .body("{\"quotas\":{\"dew_data_key\":1}}")
        .put(endpoint.uri().orElseThrow() + "/_admin/throttle");
    String body = "{\"random_data_length\":\"512\"}";
    assertThat(call("gen-random", body).extract().<String>path("random_data"))
        .matches("[0-9A-F]{128}");

    call("gen-random", body).statusCode(429).body("error_code", equalTo("APIGW.0308"));
  }

  @Test
  void request_wrongVerbOrMethod_refused() {
    call("no-such-thing", "{}").statusCode(404).body("error.error_code", equalTo("KMS.0201"));
    given()
        .get(endpoint.uri().orElseThrow() + "/v1.0/project1/kms/create-key")
        .then()
        .statusCode(405);
  }
}
