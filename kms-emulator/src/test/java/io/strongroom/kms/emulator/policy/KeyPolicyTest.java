package io.strongroom.kms.emulator.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.kms.emulator.key.KmsRefusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPolicyTest {

  private static final String ALICE = "arn:aws:iam::111122223333:user/alice";
  private static final String ROOT = "arn:aws:iam::111122223333:root";

  private static KeyPolicy policy(String... statements) {
    return PolicyParser.parse(
        "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}");
  }

  private static String statement(String effect, String principal, String action, String rest) {
    return "{\"Effect\":\"%s\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"%s\",\"Resource\":\"*\"%s}"
        .formatted(effect, principal, action, rest);
  }

  private static Decision decide(
      KeyPolicy policy, String action, Map<String, List<String>> attributes) {
    return policy.decide(
        new PolicyRequest(List.of(ALICE, ROOT), "111122223333", action, "arn:key", attributes));
  }

  @Test
  void decide_defaultPolicy_allowsTheAccountOnly() {
    KeyPolicy policy = PolicyParser.parse(KeyPolicy.defaultText(ROOT));

    assertThat(decide(policy, "kms:Decrypt", Map.of())).isEqualTo(Decision.ALLOWED);
    assertThat(
            policy.decide(
                new PolicyRequest(
                    List.of("arn:aws:iam::444455556666:user/eve"),
                    "444455556666",
                    "kms:Decrypt",
                    "arn:key",
                    Map.of())))
        .isEqualTo(Decision.SILENT);
  }

  @Test
  void decide_denyAfterAllow_denied() {
    KeyPolicy policy =
        policy(statement("Allow", "*", "kms:*", ""), statement("Deny", ALICE, "kms:Decrypt", ""));

    assertThat(decide(policy, "kms:Decrypt", Map.of())).isEqualTo(Decision.DENIED);
    assertThat(decide(policy, "kms:Encrypt", Map.of())).isEqualTo(Decision.ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({
    "kms:Decrypt, true",
    "KMS:decrypt, true",
    "kms:De*, true",
    "kms:?ecrypt, true",
    "*, true",
    "kms:Decryp, false",
    "kms:Encrypt, false",
    "s3:*, false"
  })
  void decide_actionPattern_matchesWithoutCase(String pattern, boolean allowed) {
    assertThat(decide(policy(statement("Allow", "*", pattern, "")), "kms:Decrypt", Map.of()))
        .isEqualTo(allowed ? Decision.ALLOWED : Decision.SILENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "111122223333", ROOT, ALICE})
  void decide_principalForms_allMeanTheCaller(String principal) {
    assertThat(decide(policy(statement("Allow", principal, "kms:*", "")), "kms:Sign", Map.of()))
        .isEqualTo(Decision.ALLOWED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"StringEquals\":{\"kms:ViaService\":\"s3.eu.amazonaws.com\"}}|true",
        "{\"StringEquals\":{\"KMS:viaservice\":\"s3.eu.amazonaws.com\"}}|true",
        "{\"StringEquals\":{\"kms:ViaService\":\"S3.eu.amazonaws.com\"}}|false",
        "{\"StringEqualsIgnoreCase\":{\"kms:ViaService\":\"S3.EU.amazonaws.com\"}}|true",
        "{\"StringNotEquals\":{\"kms:ViaService\":\"s3.eu.amazonaws.com\"}}|false",
        "{\"StringNotEquals\":{\"kms:Missing\":\"x\"}}|true",
        "{\"StringLike\":{\"kms:ViaService\":[\"ec2.*\",\"s3.*\"]}}|true",
        "{\"StringEquals\":{\"kms:Missing\":\"x\"}}|false",
        "{\"StringEqualsIfExists\":{\"kms:Missing\":\"x\"}}|true",
        "{\"Null\":{\"kms:Missing\":\"true\"}}|true",
        "{\"Null\":{\"kms:ViaService\":\"true\"}}|false",
        "{\"ForAllValues:StringEquals\":{\"kms:EncryptionContextKeys\":[\"a\",\"b\",\"c\"]}}|true",
        "{\"ForAllValues:StringEquals\":{\"kms:EncryptionContextKeys\":[\"a\"]}}|false",
        "{\"ForAnyValue:StringEquals\":{\"kms:EncryptionContextKeys\":[\"b\",\"z\"]}}|true",
        "{\"NumericLessThan\":{\"n\":10}}|true",
        "{\"NumericLessThan\":{\"n\":7}}|false",
        "{\"Bool\":{\"flag\":true}}|true",
        "{\"StringEquals\":{\"kms:ViaService\":\"s3.eu.amazonaws.com\",\"n\":\"8\"}}|false"
      })
  void decide_condition_heldAsWritten(String condition, boolean allowed) {
    Map<String, List<String>> attributes =
        Map.of(
            "kms:ViaService",
            List.of("s3.eu.amazonaws.com"),
            "kms:EncryptionContextKeys",
            List.of("a", "b"),
            "n",
            List.of("7"),
            "flag",
            List.of("true"));
    KeyPolicy policy = policy(statement("Allow", "*", "kms:*", ",\"Condition\":" + condition));

    assertThat(decide(policy, "kms:Decrypt", attributes))
        .isEqualTo(allowed ? Decision.ALLOWED : Decision.SILENT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"Statement\":[]}",
        "{\"Version\":\"2020-01-01\",\"Statement\":[]}",
        "{\"Statement\":\"x\"}",
        "{\"Statement\":[{\"Effect\":\"Allow\"}]}",
        "{\"Statement\":[{\"Effect\":\"Maybe\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"x\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"alice\"},\"Action\":\"*\",\"Resource\":\"*\"}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"NotPrincipal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\",\"Conditions\":{}}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"Near\":{\"a\":\"b\"}}}]}",
        "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":[{}],\"Resource\":\"*\"}]}"
      })
  void parse_whatItDoesNotUnderstand_refused(String text) {
    assertThatThrownBy(() -> PolicyParser.parse(text)).isInstanceOf(KmsRefusal.class);
  }

  @Test
  void wildcard_manyStars_decidedQuickly() {
    assertThat(Wildcard.matches("*a".repeat(500) + "b", "a".repeat(5000))).isFalse();
  }
}
