package io.strongroom.emulator;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.parsing.Parser;
import io.restassured.response.ValidatableResponse;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that no client of AWS or Huawei would send: refused by name, in both dialects. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(UnsignedProfile.class)
class StrictRequestsTest {

  @Inject KmsEndpoint endpoint;

  private ValidatableResponse aws(String operation, String body) {
    return given()
        .header("X-Amz-Target", "TrentService." + operation)
        .header("Content-Type", "application/x-amz-json-1.1")
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post(endpoint.uri().orElseThrow() + "/")
        .then()
        .parser("application/x-amz-json-1.1", Parser.JSON);
  }

  private ValidatableResponse dew(String verb, String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .post(endpoint.uri().orElseThrow() + "/v1.0/p/kms/" + verb)
        .then();
  }

  private String newKeyId() {
    return aws("CreateKey", "{}").statusCode(200).extract().path("KeyMetadata.KeyId");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Description\":\"a\",\"Description\":\"b\"}",
        "{\"Tags\":[{\"TagKey\":\"a\",\"TagKey\":\"b\",\"TagValue\":\"\"}]}",
        "{} {}",
        "[]",
        "{\"Description\":\"a\" /* b */}"
      })
  void aws_memberTwiceOrNoObject_serializationException(String body) {
    aws("CreateKey", body).statusCode(400).body("__type", equalTo("SerializationException"));
  }

  @Test
  void aws_deeplyNested_serializationException() {
    aws("CreateKey", "{\"Tags\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}")
        .statusCode(400)
        .body("__type", equalTo("SerializationException"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Description\":\"a\\u0000b\"}",
        "{\"Tags\":[{\"TagKey\":\"a\\u0000\",\"TagValue\":\"\"}]}",
        "{\"Description\":\"\\ud800\"}",
        "{\"Unknown\":{\"a\\u0000\":1}}"
      })
  void aws_textThatCannotBeStored_validationException(String body) {
    aws("CreateKey", body).statusCode(400).body("__type", equalTo("ValidationException"));
  }

  @Test
  void aws_contextWithNul_validationException() {
    aws(
            "Encrypt",
            "{\"KeyId\":\"%s\",\"Plaintext\":\"AA==\",\"EncryptionContext\":{\"a\":\"\\u0000\"}}"
                .formatted(newKeyId()))
        .statusCode(400)
        .body("__type", equalTo("ValidationException"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"4294967303", "7.5", "1e99"})
  void aws_numberThatIsNoInteger_serializationException(String days) {
    aws(
            "ScheduleKeyDeletion",
            "{\"KeyId\":\"%s\",\"PendingWindowInDays\":%s}".formatted(newKeyId(), days))
        .statusCode(400)
        .body("__type", equalTo("SerializationException"));
  }

  // AWS ignores members that an operation does not have.
  @Test
  void aws_unknownMemberOfAnOperation_ignored() {
    aws("CreateKey", "{\"Colour\":\"red\"}").statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"EncryptionContextEquals\":{}}",
        "{\"EncryptionContextSubset\":{}}",
        "{\"EncryptionContextEquals\":{\"a\":\"b\"},\"Colour\":\"red\"}",
        "{\"Colour\":\"red\"}",
        "{\"EncryptionContextEquals\":{\"a\":\"b\"},\"EncryptionContextSubset\":{\"a\":\"b\"}}"
      })
  void createGrant_constraintThatIsNotUnderstood_validationException(String constraints) {
    createGrant(constraints).statusCode(400).body("__type", equalTo("ValidationException"));
  }

  @Test
  void createGrant_sourceArn_refusedByName() {
    createGrant("{\"SourceArn\":\"arn:aws:s3:::vault\"}")
        .statusCode(400)
        .body("__type", equalTo("UnsupportedOperationException"))
        .body("message", containsString("SourceArn"));
  }

  @Test
  void createGrant_noConstraint_made() {
    createGrant("{}").statusCode(200);
  }

  private ValidatableResponse createGrant(String constraints) {
    return aws(
        "CreateGrant",
        """
        {"KeyId": "%s", "GranteePrincipal": "arn:aws:iam::444455556666:user/eve",
         "Operations": ["Decrypt"], "Constraints": %s}
        """
            .formatted(newKeyId(), constraints));
  }

  @Test
  void dew_memberTwice_bodyIsNoObject() {
    dew("create-key", "{\"key_alias\":\"a\",\"key_alias\":\"b\"}")
        .statusCode(400)
        .body("error.error_code", equalTo("KMS.0202"));
  }

  @Test
  void dew_textThatCannotBeStored_invalid() {
    dew("create-key", "{\"key_alias\":\"nul\",\"key_description\":\"a\\u0000\"}")
        .statusCode(400)
        .body("error.error_code", equalTo("KMS.0308"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"key_alias\":\"x1\",\"colour\":\"red\"}",
        "{\"key_alias\":\"x2\",\"keystore_id\":\"99bb03f5-d1ba-4b5a-a9c5-1a7bb9f8e6b2\"}",
        "{\"key_alias\":\"x3\",\"enterprise_project_id\":\"99bb03f5\"}"
      })
  void dew_memberThatIsNotUnderstood_refusedByName(String body) {
    dew("create-key", body).statusCode(400).body("error.error_code", equalTo("KMS.0308"));
  }

  @Test
  void dew_sequence_taken() {
    dew("gen-random", "{\"random_data_length\":\"512\",\"sequence\":\"1\"}").statusCode(200);
  }

  @Test
  void dew_grantWithARestrictionOfAws_refused() {
    dew(
            "create-grant",
            "{\"key_id\":\"%s\",\"grantee_principal\":\"u\",\"operations\":[\"decrypt-data\"],"
                    .formatted(newKeyId())
                + "\"constraints\":{}}")
        .statusCode(400)
        .body("error.error_code", equalTo("KMS.0308"));
  }

  @Test
  void dew_parameterTwice_refused() {
    given()
        .get(endpoint.uri().orElseThrow() + "/v1.0/p/kms/aliases?limit=1&limit=2")
        .then()
        .statusCode(400)
        .body("error.error_code", equalTo("KMS.0308"));
  }
}
