package io.strongroom.emulator;

import static io.strongroom.emulator.Admin.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.strongroom.emulator.server.KmsEndpoint;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Huawei dialect's further operations and key types. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(UnsignedProfile.class)
class DewApiTest {

  @Inject KmsEndpoint endpoint;

  @AfterEach
  void resetThrottle() {
    given().delete(endpoint.uri().orElseThrow() + "/_admin/throttle");
  }

  private String url(String verb) {
    return endpoint.uri().orElseThrow() + "/v1.0/project1/kms/" + verb;
  }

  private ValidatableResponse call(String verb, JsonObject body) {
    return given().contentType("application/json").body(body.encode()).post(url(verb)).then();
  }

  private static String fresh() {
    return "k-" + UUID.randomUUID();
  }

  private String newKeyId(JsonObject more) {
    return call("create-key", new JsonObject().put("key_alias", fresh()).mergeIn(more))
        .statusCode(200)
        .extract()
        .path("key_info.key_id");
  }

  private String newKeyId() {
    return newKeyId(new JsonObject());
  }

  private static JsonObject of(String keyId) {
    return new JsonObject().put("key_id", keyId);
  }

  @Test
  void versions_listedAndShown() {
    given()
        .get(endpoint.uri().orElseThrow() + "/")
        .then()
        .statusCode(200)
        .body("versions[0].id", equalTo("v1.0"));
    given()
        .get(endpoint.uri().orElseThrow() + "/v1.0")
        .then()
        .statusCode(200)
        .body("version.status", equalTo("CURRENT"));
  }

  @Test
  void url_unknown_refusedInTheDialect() {
    given()
        .post(endpoint.uri().orElseThrow() + "/v1.0/project1/nonsense")
        .then()
        .statusCode(404)
        .body("error.error_code", equalTo("KMS.0201"));
  }

  @Test
  void aliases_createListAssociateDelete() {
    String keyId = newKeyId();
    String other = newKeyId();
    String alias = "alias/" + fresh();
    call("aliases", of(keyId).put("alias", alias)).statusCode(200).body("alias", equalTo(alias));
    call("aliases", of(other).put("alias", alias))
        .statusCode(400)
        .body("error.error_code", equalTo("KMS.1104"));

    given()
        .get(url("aliases?key_id=" + keyId))
        .then()
        .statusCode(200)
        .body("[0].aliases.alias", hasItem(alias))
        .body("[0].page_info.current_count", equalTo(2));
    call("describe-key", of(alias)).statusCode(200).body("key_info.key_id", equalTo(keyId));

    call("alias/associate", new JsonObject().put("target_key_id", other).put("alias", alias))
        .statusCode(200)
        .body("key_id", equalTo(other));
    call("describe-key", of(alias)).body("key_info.key_id", equalTo(other));

    given()
        .contentType("application/json")
        .body(of(other).put("aliases", new JsonArray().add(alias)).encode())
        .delete(url("aliases"))
        .then()
        .statusCode(204);
    call("describe-key", of(alias)).statusCode(404).body("error.error_code", equalTo("KMS.0207"));
  }

  @Test
  void aliases_laterOne_leavesKeyAliasAlone() {
    String name = "z-" + fresh();
    String keyId =
        call("create-key", new JsonObject().put("key_alias", name))
            .extract()
            .path("key_info.key_id");
    call("aliases", of(keyId).put("alias", "alias/a-" + fresh())).statusCode(200);

    call("describe-key", of(keyId)).body("key_info.key_alias", equalTo(name));
    String renamed = fresh();
    call("update-key-alias", of(keyId).put("key_alias", renamed)).statusCode(200);
    call("describe-key", of(keyId)).body("key_info.key_alias", equalTo(renamed));
  }

  @ParameterizedTest
  @CsvSource({
    "RSA_2048, SIGN_VERIFY",
    "EC_P256, SIGN_VERIFY",
    "SM2, SIGN_VERIFY",
    "HMAC_256, GENERATE_VERIFY_MAC",
    "SM4, ENCRYPT_DECRYPT"
  })
  void createKey_everySort_hasItsUsage(String spec, String usage) {
    String keyId = newKeyId(new JsonObject().put("key_spec", spec));

    call("describe-key", of(keyId))
        .body("key_info.key_spec", equalTo(spec))
        .body("key_info.key_usage", equalTo(usage));
  }

  @ParameterizedTest
  @CsvSource({"RSA_3072, RSAES_OAEP_SHA_256", "SM2, SM2_ENCRYPT"})
  void encryptData_publicKey_roundTrips(String spec, String algorithm) {
    String keyId =
        newKeyId(new JsonObject().put("key_spec", spec).put("key_usage", "ENCRYPT_DECRYPT"));
    String ciphertext =
        call(
                "encrypt-data",
                of(keyId).put("plain_text", "text").put("encryption_algorithm", algorithm))
            .statusCode(200)
            .extract()
            .path("cipher_text");

    call(
            "decrypt-data",
            of(keyId).put("cipher_text", ciphertext).put("encryption_algorithm", algorithm))
        .statusCode(200)
        .body("plain_text", equalTo("text"));
    call("encrypt-data", of(keyId).put("plain_text", "text"))
        .statusCode(400)
        .body("error.error_code", equalTo("KMS.2106"));
  }

  @Test
  void dataKeys_underKeysOfOtherSorts_refused() {
    String signing = newKeyId(new JsonObject().put("key_spec", "EC_P256"));
    String hmac = newKeyId(new JsonObject().put("key_spec", "HMAC_256"));

    call("create-datakey", of(signing)).body("error.error_code", equalTo("KMS.0325"));
    call("create-datakey", of(hmac)).body("error.error_code", equalTo("KMS.0341"));
    call("enable-key-rotation", of(signing)).body("error.error_code", equalTo("KMS.0313"));
    call("encrypt-data", of(signing).put("plain_text", "x"))
        .body("error.error_code", equalTo("KMS.0334"));
  }

  @Test
  void createKey_external_waitsForImport() {
    String keyId = newKeyId(new JsonObject().put("origin", "external"));

    call("describe-key", of(keyId))
        .body("key_info.key_state", equalTo("5"))
        .body("key_info.origin", equalTo("external"));
    call("create-datakey", of(keyId)).statusCode(400);
    call("enable-key-rotation", of(keyId)).body("error.error_code", equalTo("KMS.0312"));
    call("schedule-key-deletion", of(keyId).put("pending_days", "7"))
        .body("key_state", equalTo("4"));
    call("cancel-key-deletion", of(keyId)).body("key_state", equalTo("5"));
  }

  @Test
  void reEncrypt_movesToAnotherKeyAndContext() {
    String from = newKeyId();
    String to = newKeyId(new JsonObject().put("key_spec", "SM4"));
    String ciphertext =
        call(
                "encrypt-data",
                of(from).put("plain_text", "text").put("additional_authenticated_data", "one"))
            .extract()
            .path("cipher_text");

    String moved =
        call(
                "re-encrypt",
                new JsonObject()
                    .put("destination_key_id", to)
                    .put("cipher_text", ciphertext)
                    .put("source_additional_authenticated_data", "one")
                    .put("destination_additional_authenticated_data", "two"))
            .statusCode(200)
            .body("source_key_id", equalTo(from))
            .extract()
            .path("cipher_text");

    call(
            "decrypt-data",
            new JsonObject().put("cipher_text", moved).put("additional_authenticated_data", "two"))
        .body("plain_text", equalTo("text"))
        .body("key_id", equalTo(to));
  }

  @Test
  void reEncrypt_dataKey_staysOne() {
    String from = newKeyId();
    String to = newKeyId();
    var made = call("create-datakey", of(from).put("datakey_length", "256")).extract();

    String moved =
        call(
                "re-encrypt",
                new JsonObject()
                    .put("source_key_id", from)
                    .put("destination_key_id", to)
                    .put("cipher_text", made.<String>path("cipher_text"))
                    .put("datakey_cipher_length", "32"))
            .statusCode(200)
            .extract()
            .path("cipher_text");

    call("decrypt-datakey", of(to).put("cipher_text", moved).put("datakey_cipher_length", "32"))
        .statusCode(200)
        .body("data_key", equalTo(made.<String>path("plain_text")));
  }

  @Test
  void grant_toAnAccount_isShownAsSuch() {
    String keyId = newKeyId();
    for (String type : new String[] {"user", "domain"}) {
      call(
              "create-grant",
              of(keyId)
                  .put("grantee_principal", "444455556666")
                  .put("grantee_principal_type", type)
                  .put("operations", new JsonArray().add("decrypt-datakey").add("describe-key")))
          .statusCode(200);
    }

    call("list-grants", of(keyId))
        .body("grants", hasSize(2))
        .body("grants.grantee_principal", hasItem("444455556666"))
        .body("grants.grantee_principal_type", hasItems("user", "domain"));
    call(
            "create-grant",
            of(keyId)
                .put("grantee_principal", "u1")
                .put("operations", new JsonArray().add("create-grant")))
        .statusCode(400)
        .body("error.error_code", equalTo("KMS.2401"));
  }

  @Test
  void throttled_messageNamesTheLimit() {
    given()
        .body("{\"requestsPerSecond\": 1}")
        .put(endpoint.uri().orElseThrow() + "/_admin/throttle")
        .then()
        .statusCode(200);
    JsonObject random = new JsonObject().put("random_data_length", "512");
    call("gen-random", random);

    call("gen-random", random)
        .statusCode(429)
        .body("error_code", equalTo("APIGW.0308"))
        .body(
            "error_msg",
            equalTo(
                "The throttling threshold has been reached: policy user over"
                    + " ratelimit,limit:1,time:1 second"));
  }

  @ParameterizedTest
  @CsvSource({
    "RSA_2048, RSASSA_PSS_SHA_256",
    "EC_P256, ECDSA_SHA_256",
    "SM2, SM2DSA_SM3",
    "SECP256K1, ECDSA_SHA_256"
  })
  void sign_verified_andOtherMessageNot(String spec, String algorithm) {
    JsonObject signing =
        of(newKeyId(new JsonObject().put("key_spec", spec)))
            .put("signing_algorithm", algorithm)
            .put("message_type", "RAW")
            .put("message", base64("words".getBytes(StandardCharsets.UTF_8)));
    signing.put(
        "signature", call("sign", signing).statusCode(200).extract().<String>path("signature"));

    call("verify", signing).statusCode(200).body("signature_valid", equalTo("true"));
    call("verify", signing.copy().put("message", base64(new byte[5])))
        .body("signature_valid", equalTo("false"));
    call("get-publickey", of(signing.getString("key_id")))
        .statusCode(200)
        .body("public_key", startsWith("-----BEGIN PUBLIC KEY-----"));
  }

  @Test
  void mac_verified_andForeignKeysRefused() {
    JsonObject input =
        of(newKeyId(new JsonObject().put("key_spec", "HMAC_256")))
            .put("mac_algorithm", "HMAC_SHA_256")
            .put("message", base64(new byte[3]));
    input.put("mac", call("generate-mac", input).statusCode(200).extract().<String>path("mac"));

    call("verify-mac", input).body("mac_valid", equalTo(true));
    call("verify-mac", input.copy().put("message", base64(new byte[4])))
        .body("mac_valid", equalTo(false));
    JsonObject symmetric = input.copy().put("key_id", newKeyId());
    call("generate-mac", symmetric).body("error.error_code", equalTo("KMS.0325"));
    call("sign", symmetric.put("signing_algorithm", "ECDSA_SHA_256").put("message_type", "RAW"))
        .body("error.error_code", equalTo("KMS.1115"));
  }

  @Test
  void mac_ofSm3_isMadeAndVerified() {
    JsonObject input =
        of(newKeyId(new JsonObject().put("key_spec", "HMAC_SM3")))
            .put("mac_algorithm", "HMAC_SM3")
            .put("message", base64(new byte[3]));
    String mac = call("generate-mac", input).statusCode(200).extract().path("mac");

    assertThat(Base64.getDecoder().decode(mac)).hasSize(32);
    call("verify-mac", input.copy().put("mac", mac)).body("mac_valid", equalTo(true));
    call("verify-mac", input.copy().put("mac", mac).put("message", base64(new byte[4])))
        .body("mac_valid", equalTo(false));
    call("generate-mac", input.put("mac_algorithm", "HMAC_SHA_256"))
        .body("error.error_code", equalTo("KMS.2106"));
  }

  @Test
  void importKeyMaterial_bringsAnExternalKeyIntoUse() throws Exception {
    String keyId = newKeyId(new JsonObject().put("origin", "external"));
    var parameters =
        call("get-parameters-for-import", of(keyId).put("wrapping_algorithm", "RSAES_OAEP_SHA_256"))
            .statusCode(200)
            .extract();
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE,
        KeyFactory.getInstance("RSA")
            .generatePublic(
                new X509EncodedKeySpec(
                    Base64.getDecoder().decode(parameters.<String>path("public_key")))),
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    JsonObject material =
        of(keyId)
            .put("import_token", parameters.<String>path("import_token"))
            .put("encrypted_key_material", base64(cipher.doFinal(new byte[32])));

    call("import-key-material", material).statusCode(200);
    call("describe-key", of(keyId)).body("key_info.key_state", equalTo("2"));
    call("create-datakey", of(keyId)).statusCode(200);
    call("import-key-material", material).body("error.error_code", equalTo("KMS.0310"));
    call("delete-imported-key-material", of(keyId)).statusCode(200);
    call("describe-key", of(keyId)).body("key_info.key_state", equalTo("5"));
    call("get-parameters-for-import", of(newKeyId()).put("wrapping_algorithm", "SM2_ENCRYPT"))
        .body("error.error_code", equalTo("KMS.0309"));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
