package io.strongroom.emulator;

import static io.strongroom.emulator.Admin.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.parsing.Parser;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is on the wire, byte for byte where clients look, without signatures. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(UnsignedProfile.class)
class WireTest {

  @Inject KmsEndpoint endpoint;

  @AfterEach
  void resetThrottle() {
    given().delete(admin("throttle"));
  }

  private String admin(String resource) {
    return endpoint.uri().orElseThrow() + "/_admin/" + resource;
  }

  private ValidatableResponse call(String operation, String body) {
    return given()
        .header("X-Amz-Target", "TrentService." + operation)
        .header("Content-Type", "application/x-amz-json-1.1")
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post(endpoint.uri().orElseThrow() + "/")
        .then()
        .parser("application/x-amz-json-1.1", Parser.JSON);
  }

  private String newKeyId() {
    return call("CreateKey", "{}").statusCode(200).extract().path("KeyMetadata.KeyId");
  }

  @Test
  void reply_headers_asAwsSends() {
    call("ListKeys", "{}")
        .statusCode(200)
        .header("Content-Type", "application/x-amz-json-1.1")
        .header("Cache-Control", startsWith("no-cache"))
        .header("x-amzn-RequestId", not(equalTo("")));
  }

  @Test
  void disableKey_success_emptyBody() {
    String keyId = newKeyId();

    assertThat(
            call("DisableKey", "{\"KeyId\":\"" + keyId + "\"}")
                .statusCode(200)
                .extract()
                .asByteArray())
        .isEmpty();
  }

  @Test
  void createCustomKeyStore_unsupported() {
    call("CreateCustomKeyStore", "{\"CustomKeyStoreName\": \"mine\"}")
        .statusCode(400)
        .body("__type", equalTo("UnsupportedOperationException"));
  }

  @Test
  void unknownTarget_unknownOperation() {
    call("Nonsense", "{}").statusCode(400).body("__type", equalTo("UnknownOperationException"));
  }

  @Test
  void body_notJson_serializationException() {
    call("ListKeys", "{").statusCode(400).body("__type", equalTo("SerializationException"));
    call("ListKeys", "[1]").statusCode(400).body("__type", equalTo("SerializationException"));
    call("DescribeKey", "{\"KeyId\":1}")
        .statusCode(400)
        .body("__type", equalTo("SerializationException"));
    call("Decrypt", "{\"CiphertextBlob\":\"%\"}")
        .statusCode(400)
        .body("__type", equalTo("SerializationException"));
  }

  @Test
  void body_empty_takenAsEmptyObject() {
    call("ListKeys", "").statusCode(200);
  }

  @Test
  void encrypt_manyViolations_allNamed() {
    call("Encrypt", "{\"KeyId\":\"\",\"Plaintext\":\"\"}")
        .statusCode(400)
        .body("__type", equalTo("ValidationException"))
        .body(
            "message",
            equalTo(
                "2 validation errors detected: Value '' at 'keyId' failed to satisfy constraint:"
                    + " Member must have length greater than or equal to 1; Value at 'plaintext'"
                    + " failed to satisfy constraint: Member must have length greater than or"
                    + " equal to 1"));
  }

  @Test
  void describeKey_unknownKeys_wordedByKindOfName() {
    call("DescribeKey", "{\"KeyId\":\"bogus\"}")
        .statusCode(400)
        .body("__type", equalTo("NotFoundException"))
        .body("message", equalTo("Invalid keyId 'bogus'"));
    call("DescribeKey", "{\"KeyId\":\"00000000-0000-4000-8000-000000000000\"}")
        .body(
            "message",
            equalTo(
                "Key 'arn:aws:kms:us-east-1:000000000000:key/00000000-0000-4000-8000-000000000000'"
                    + " does not exist"));
    call("DescribeKey", "{\"KeyId\":\"alias/none\"}")
        .body(
            "message",
            equalTo("Alias arn:aws:kms:us-east-1:000000000000:alias/none is not found."));
    call(
            "DescribeKey",
            "{\"KeyId\":\"arn:aws:kms:eu-west-1:000000000000:key/00000000-0000-4000-8000-000000000000\"}")
        .body("message", equalTo("Invalid arn eu-west-1"));
  }

  @Test
  void enableKey_byAlias_notAccepted() {
    call("EnableKey", "{\"KeyId\":\"alias/aws/s3\"}")
        .statusCode(400)
        .body("__type", equalTo("NotFoundException"));
  }

  @Test
  void createAlias_reservedPrefix_notAuthorized() {
    call("CreateAlias", "{\"AliasName\":\"alias/aws/mine\",\"TargetKeyId\":\"" + newKeyId() + "\"}")
        .statusCode(400)
        .body("__type", equalTo("NotAuthorizedException"))
        .body("$", not(hasKey("message")));
  }

  @Test
  void createKey_badTags_refused() {
    call("CreateKey", "{\"Tags\":[{\"TagKey\":\"AWS:x\",\"TagValue\":\"\"}]}")
        .body("__type", equalTo("TagException"))
        .body("message", equalTo("Tags beginning with aws: are reserved"));
    call("CreateKey", "{\"Tags\":[{\"TagKey\":\"\",\"TagValue\":\"\"}]}")
        .body(
            "message",
            startsWith("1 validation error detected: Value '' at 'tags.1.member.tagKey'"));
  }

  @Test
  void generateDataKey_lengthMissingOrTwice_refused() {
    String keyId = newKeyId();
    call("GenerateDataKey", "{\"KeyId\":\"" + keyId + "\"}")
        .body("__type", equalTo("ValidationException"));
    call(
            "GenerateDataKey",
            "{\"KeyId\":\"" + keyId + "\",\"NumberOfBytes\":16,\"KeySpec\":\"AES_256\"}")
        .body("__type", equalTo("ValidationException"));
  }

  @Test
  void generateRandom_lengthMissing_refused() {
    call("GenerateRandom", "{}").body("message", equalTo("NumberOfBytes is required."));
  }

  @Test
  void listKeys_foreignMarker_refused() {
    newKeyId();
    newKeyId();
    String marker = call("ListKeys", "{\"Limit\":1}").extract().path("NextMarker");

    call("ListAliases", "{\"Marker\":\"" + marker + "\"}")
        .statusCode(400)
        .body("__type", equalTo("InvalidMarkerException"));
  }

  @Test
  void throttle_setToOnePerSecond_refusesTheRestAndCounts() {
    given().delete(admin("stats"));
    given()
        .contentType("application/json")
        .body("{\"requestsPerSecond\":1}")
        .put(admin("throttle"))
        .then()
        .statusCode(200);

    int refused = 0;
    for (int i = 0; i < 5; i++) {
      var reply = call("GenerateRandom", "{\"NumberOfBytes\":1}").extract();
      if (reply.statusCode() == 400) {
        refused++;
        assertThat(JsonPath.from(reply.asString()).getString("__type"))
            .isEqualTo("ThrottlingException");
        assertThat(JsonPath.from(reply.asString()).getString("message"))
            .isEqualTo(
                "You have exceeded the rate at which you may call KMS. Reduce the frequency of"
                    + " your calls.");
      }
    }

    assertThat(refused).isBetween(3, 4);
    given()
        .get(admin("stats"))
        .then()
        .body("calls.GenerateRandom", equalTo(5))
        .body("refusals.ThrottlingException", equalTo(refused));
  }

  @Test
  void throttle_invalidRate_refusedAndUnchanged() {
    given()
        .contentType("application/json")
        .body("{\"requestsPerSecond\":0}")
        .put(admin("throttle"))
        .then()
        .statusCode(400);
    given().get(admin("throttle")).then().body("quotas.symmetric", equalTo(10000.0f));
  }

  @Test
  void body_over512KiB_refusedWith413() {
    String huge = "{\"KeyId\":\"" + "a".repeat(600 * 1024) + "\"}";

    call("DescribeKey", huge).statusCode(413);
  }
}
