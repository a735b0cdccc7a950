package io.strongroom.kms.emulator;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens, and what grants mean between users and accounts that use them. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DewTokenTest {

  private static final String ALICE = PostgresResource.TOKEN;
  private static final String EVE = PostgresResource.OTHER_TOKEN;

  @Inject KmsEndpoint endpoint;

  private ValidatableResponse call(
      RequestSpecification as, String project, String verb, Object body) {
    return as.contentType("application/json")
        .body(body.toString())
        .post(endpoint.uri().orElseThrow() + "/v1.0/" + project + "/kms/" + verb)
        .then();
  }

  private ValidatableResponse call(String token, String verb, JsonObject body) {
    return call(given().header("X-Auth-Token", token), "project1", verb, body);
  }

  @ParameterizedTest
  @CsvSource({
    "'', project1, KMS.0301",
    "nonsense, project1, KMS.0302",
    "an old token, project1, KMS.0303",
    "a token of alice, project2, KMS.0321"
  })
  void token_notGood_403WithItsCode(String token, String project, String code) {
    call(given().header("X-Auth-Token", token), project, "list-keys", "{}")
        .statusCode(403)
        .body("error.error_code", equalTo(code));
  }

  @Test
  void token_missingLikeTheSignature_403() {
    call(given(), "project1", "list-keys", "{}")
        .statusCode(403)
        .body("error.error_code", equalTo("KMS.0301"));
  }

  @Test
  void grant_toAnAccount_letsItsUsersDoThatAndNoMore() {
    String keyId =
        call(ALICE, "create-key", new JsonObject().put("key_alias", "g-" + UUID.randomUUID()))
            .statusCode(200)
            .extract()
            .path("key_info.key_id");
    JsonObject key = new JsonObject().put("key_id", keyId);
    String ciphertext =
        call(ALICE, "encrypt-data", new JsonObject().put("key_id", keyId).put("plain_text", "x"))
            .extract()
            .path("cipher_text");
    JsonObject decryption = new JsonObject().put("cipher_text", ciphertext);
    call(EVE, "decrypt-data", decryption)
        .statusCode(403)
        .body("error.error_code", equalTo("KMS.0306"));

    JsonObject grant =
        new JsonObject()
            .put("key_id", keyId)
            .put("grantee_principal", "444455556666")
            .put("operations", new JsonArray().add("decrypt-data"));
    call(ALICE, "create-grant", grant.put("grantee_principal_type", "user")).statusCode(200);
    // A user of this id would be another one than the account.
    call(EVE, "decrypt-data", decryption).statusCode(403);
    call(ALICE, "create-grant", grant.put("grantee_principal_type", "domain")).statusCode(200);

    call(EVE, "decrypt-data", decryption).statusCode(200).body("plain_text", equalTo("x"));
    call(EVE, "describe-key", key).statusCode(403).body("error.error_code", equalTo("KMS.0306"));
  }
}
