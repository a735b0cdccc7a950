package io.strongroom.function.generatedatakey;

import static io.strongroom.testkit.SignedRequests.signed;
import static io.strongroom.testkit.SignedRequests.signedForKms;
import static io.strongroom.testkit.SignedRequests.unsignedForKms;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.strongroom.testkit.FunctionTestResource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The function {@code generate-data-key} over HTTP. */
@QuarkusTest
@QuarkusTestResource(FunctionTestResource.class)
class GenerateDataKeyFunctionTest {

  private static final String FOR_ALICE =
      "{\"KeyId\":\"alias/mine\",\"KeySpec\":\"AES_256\",\"EncryptionContext\":{\"for\":\"alice\"}}";

  private static JsonPath post(RequestSpecification request, String body, int status) {
    Response response = request.body(body.getBytes(StandardCharsets.UTF_8)).post("/");
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    return JsonPath.from(response.asString());
  }

  private static JsonPath decrypt(String wrapped, String owner, int status) {
    String body =
        "{\"CiphertextBlob\":\"%s\",\"EncryptionContext\":{\"for\":\"%s\"}}"
            .formatted(wrapped, owner);
    return post(signedForKms("Decrypt"), body, status);
  }

  @Test
  void generateDataKey_thenDecrypt_givesTheSameKey() {
    JsonPath generated = post(signedForKms("GenerateDataKey"), FOR_ALICE, 200);

    JsonPath decrypted = decrypt(generated.getString("CiphertextBlob"), "alice", 200);

    assertThat(Base64.getDecoder().decode(generated.getString("Plaintext"))).hasSize(32);
    assertThat(decrypted.getString("Plaintext")).isEqualTo(generated.getString("Plaintext"));
    assertThat(decrypted.getString("KeyId"))
        .isEqualTo(generated.getString("KeyId"))
        .startsWith("arn:aws:kms:us-east-1:111122223333:key/");
  }

  @Test
  void decrypt_otherContext_refusedWithoutAReason() {
    JsonPath generated = post(signedForKms("GenerateDataKey"), FOR_ALICE, 200);

    JsonPath refusal = decrypt(generated.getString("CiphertextBlob"), "eve", 400);

    assertThat(refusal.getString("__type")).isEqualTo("InvalidCiphertextException");
    assertThat(refusal.getString("Plaintext")).isNull();
    assertThat(refusal.getString("message")).isNull();
  }

  @Test
  void generateDataKeyWithoutPlaintext_anyKey_keepsThePlaintext() {
    JsonPath generated = post(signedForKms("GenerateDataKeyWithoutPlaintext"), FOR_ALICE, 200);

    assertThat(generated.getString("CiphertextBlob")).isNotEmpty();
    assertThat(generated.getString("Plaintext")).isNull();
  }

  @Test
  void generateDataKey_keyThatTheKmsDoesNotKnow_refused() {
    String body = "{\"KeyId\":\"alias/missing\",\"KeySpec\":\"AES_256\"}";

    JsonPath refusal = post(signedForKms("GenerateDataKey"), body, 400);

    assertThat(refusal.getString("__type")).isEqualTo("NotFoundException");
  }

  @Test
  void generateDataKey_neitherLengthNorSpec_refused() {
    JsonPath refusal = post(signedForKms("GenerateDataKey"), "{\"KeyId\":\"alias/mine\"}", 400);

    assertThat(refusal.getString("__type")).isEqualTo("ValidationException");
  }

  @Test
  void generateDataKey_unsigned_refused() {
    JsonPath refusal = post(unsignedForKms("GenerateDataKey"), FOR_ALICE, 400);

    assertThat(refusal.getString("__type")).isEqualTo("MissingAuthenticationTokenException");
  }

  @Test
  void scheduleKeyDeletion_notOffered_unknownOperation() {
    JsonPath refusal = post(signedForKms("ScheduleKeyDeletion"), "{\"KeyId\":\"a\"}", 400);

    assertThat(refusal.getString("__type")).isEqualTo("UnknownOperationException");
  }

  @Test
  void getObject_notOfThisFunction_notImplemented() {
    Response response = signed().get("/bucket/a");

    assertThat(response.statusCode()).isEqualTo(501);
    assertThat(response.xmlPath().getString("Error.Code")).isEqualTo("NotImplemented");
  }
}
