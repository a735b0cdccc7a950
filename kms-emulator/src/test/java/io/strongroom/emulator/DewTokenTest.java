package io.strongroom.emulator;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.strongroom.emulator.server.KmsEndpoint;
import io.strongroom.signing.Credential;
import io.strongroom.signing.HeaderField;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.apig.SdkHmacSigner;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  // The Go SDK for KMS does not sign the host.
  private static RequestSpecification signedLikeGo(String project, String body, String... more) {
    List<HeaderField> headers = new ArrayList<>();
    headers.add(new HeaderField("User-Agent", "huaweicloud-usdk-go/3.0"));
    headers.add(new HeaderField("X-Project-Id", project));
    for (int i = 0; i < more.length; i += 2) {
      headers.add(new HeaderField(more[i], more[i + 1]));
    }
    Credential alice =
        Credential.of(
            PostgresResource.ACCESS_KEY,
            PostgresResource.SECRET_KEY,
            "arn:aws:iam::111122223333:user/alice",
            "111122223333");
    RequestSpecification request = given();
    new SdkHmacSigner(alice)
        .sign(
            new SignableRequest("POST", "/v1.0/project1/kms/list-keys", "", headers),
            body.getBytes(StandardCharsets.UTF_8),
            Instant.now())
        .headers()
        .forEach(header -> request.header(header.name(), header.value()));
    return request;
  }

  @Test
  void signature_withoutHost_goodForItsProjectAlone() {
    call(signedLikeGo("project1", "{}"), "project1", "list-keys", "{}").statusCode(200);
    call(signedLikeGo("project2", "{}"), "project1", "list-keys", "{}")
        .statusCode(401)
        .body("error_code", equalTo("APIGW.0301"));
  }

  @Test
  void signature_withASecurityToken_401() {
    call(
            signedLikeGo("project1", "{}", "X-Security-Token", "temporary"),
            "project1",
            "list-keys",
            "{}")
        .statusCode(401)
        .body("error_code", equalTo("APIGW.0301"));
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
