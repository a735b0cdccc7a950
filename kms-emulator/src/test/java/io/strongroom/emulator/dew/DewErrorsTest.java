package io.strongroom.emulator.dew;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Source: Huawei DEW API reference, "Error codes". */
class DewErrorsTest {

  private static DewRefusal of(KmsError error) {
    return DewErrors.of(KmsRefusal.of(error, "why"), "request-1");
  }

  @ParameterizedTest
  @EnumSource(KmsError.class)
  void everyRefusal_hasACodeAStatusAndAText(KmsError error) {
    DewRefusal refusal = of(error);

    assertThat(refusal.code()).matches("(KMS|APIGW)\\.[0-9]{4}");
    assertThat(refusal.status()).isBetween(400, 503);
    assertThat(refusal.text()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, 404, KMS.0207",
    "DISABLED, 400, KMS.0209",
    "INVALID_STATE, 400, KMS.0210",
    "INVALID_CIPHERTEXT, 400, KMS.2201",
    "UNKNOWN_CIPHERTEXT, 400, KMS.2201",
    "ACCESS_DENIED, 403, KMS.0306",
    "THROTTLED, 429, APIGW.0308",
    "SIGNATURE_MISMATCH, 401, APIGW.0301",
    "EXPIRED_TOKEN, 401, APIGW.0301",
    "VALIDATION, 400, KMS.0308",
    "NO_SUCH_KEY_STORE, 400, KMS.0308",
    "OVERLOADED, 503, KMS.0104",
    "INTERNAL, 500, KMS.0100"
  })
  void refusal_isCalledAsTheReferenceSays(KmsError error, int status, String code) {
    assertThat(of(error).status()).isEqualTo(status);
    assertThat(of(error).code()).isEqualTo(code);
  }

  @Test
  void of_aBug_saysNothingOfIt() {
    DewRefusal refusal = DewErrors.of(new IllegalStateException("a secret"), "request-1");

    assertThat(refusal.status()).isEqualTo(500);
    assertThat(refusal.text()).doesNotContain("secret");
  }

  @Test
  void body_ofTheGateway_isFlat_ofTheServiceNested() {
    assertThat(DewErrors.body(of(KmsError.THROTTLED), "request-1").getString("request_id"))
        .isEqualTo("request-1");
    assertThat(
            DewErrors.body(of(KmsError.DISABLED), "request-1")
                .getJsonObject("error")
                .getString("error_code"))
        .isEqualTo("KMS.0209");
  }

  @Test
  void throttled_namesItsPolicyAndItsLimit() {
    assertThat(DewErrors.throttled("user", 20).text()).contains("policy user", "limit:20,");
  }
}
