package io.strongroom.emulator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPoliciesTest {

  private static String policy(String principal, String action, String resource, String more) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow",%s"Action":"%s","Resource":"%s"%s}]}
        """
        .formatted(principal, action, resource, more);
  }

  private static String ofKey(String action, String more) {
    return policy("\"Principal\":{\"AWS\":\"*\"},", action, "*", more);
  }

  private static void assertMalformed(String text) {
    assertThatThrownBy(() -> KeyPolicies.parse(text))
        .isInstanceOfSatisfying(
            KmsRefusal.class,
            refusal -> assertThat(refusal.error()).isEqualTo(KmsError.MALFORMED_POLICY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kms:Decrypt", "kms:*", "kms:Generate*", "kms:ReEncrypt*", "KMS:decrypt"})
  void parse_actionOfTheService_isTaken(String action) {
    assertThatCode(() -> KeyPolicies.parse(ofKey(action, ""))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kms:Fly", "kms:Fly*", "Decrypt", "", "kms:"})
  void parse_actionThatIsNone_refused(String action) {
    assertMalformed(ofKey(action, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StringEquals\":{\"kms:ViaService\":\"s3.us-east-1.amazonaws.com\"}}",
        "{\"StringEquals\":{\"kms:EncryptionContext:team\":\"a\"}}",
        "{\"ForAllValues:StringEquals\":{\"kms:EncryptionContextKeys\":[\"a\"]}}",
        "{\"Bool\":{\"aws:SecureTransport\":\"true\"}}",
        "{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}"
      })
  void parse_conditionThatIsFilledHere_isTaken(String condition) {
    assertThatCode(() -> KeyPolicies.parse(ofKey("kms:Decrypt", ",\"Condition\":" + condition)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StringEquals\":{\"kms:WrappingAlgorithm\":\"x\"}}",
        "{\"StringEquals\":{\"aws:MultiFactorAuthAge\":\"x\"}}",
        "{\"StringEquals\":{\"kms:EncryptionContextKeys\":\"a\"}}",
        "{\"ForAllValues:StringEquals\":{\"kms:EncryptionContext:team\":\"a\"}}",
        "{\"StringMatches\":{\"kms:ViaService\":\"a\"}}",
        "{\"StringEquals\":{}}"
      })
  void parse_conditionThatWouldNeverApply_refused(String condition) {
    assertMalformed(ofKey("kms:Decrypt", ",\"Condition\":" + condition));
  }

  @Test
  void parse_withoutAPrincipal_refused_butNotOfABoundary() {
    String text = policy("", "kms:Decrypt", "*", "");

    assertMalformed(text);
    assertThatCode(() -> KeyPolicies.parseBoundary(text)).doesNotThrowAnyException();
    assertThatThrownBy(() -> KeyPolicies.parseBoundary(ofKey("kms:Decrypt", "")))
        .isInstanceOf(KmsRefusal.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"Statement\":[]}",
        "{\"Version\":\"2011\",\"Statement\":{}}"
      })
  void parse_whatIsNoPolicy_refused(String text) {
    assertMalformed(text);
  }

  @Test
  void parse_tooLong_isALimit() {
    assertThatThrownBy(() -> KeyPolicies.parse(ofKey("kms:*", "") + " ".repeat(33_000)))
        .isInstanceOfSatisfying(
            KmsRefusal.class,
            refusal -> assertThat(refusal.error()).isEqualTo(KmsError.LIMIT_EXCEEDED));
  }

  @Test
  void defaultText_isAPolicy_andSaysWhatByDefaultSays() {
    String text = KeyPolicies.defaultText("arn:aws:iam::111122223333:root");

    assertThatCode(() -> KeyPolicies.parse(text)).doesNotThrowAnyException();
    assertThat(text).contains("\"arn:aws:iam::111122223333:root\"", "\"kms:*\"");
  }
}
