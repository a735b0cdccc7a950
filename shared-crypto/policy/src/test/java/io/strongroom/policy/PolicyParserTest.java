package io.strongroom.policy;

import static io.strongroom.policy.PolicyTexts.document;
import static io.strongroom.policy.PolicyTexts.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.policy.ServiceWords.KeyUse;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyParserTest {

  private static final Grammar IDENTITY = Grammar.aws(PolicyKind.IDENTITY, ServiceWords.open());
  private static final Grammar KEY =
      Grammar.aws(
          PolicyKind.KEY,
          new ClosedVocabulary(
              Set.of("kms:Encrypt", "kms:Decrypt"),
              Map.of(
                  "kms:ViaService", KeyUse.SINGLE,
                  "kms:GrantOperations", KeyUse.MULTIPLE,
                  "kms:EncryptionContext:", KeyUse.UNQUANTIFIED),
              resource -> resource.contains(":kms:")));

  private static String key(String effect, String action, String rest) {
    return document(statement(effect, action, ",\"Principal\":\"*\"" + rest));
  }

  private static void assertRefused(
      String text, Grammar grammar, Class<? extends PolicyError> error) {
    assertThatThrownBy(() -> Policy.parse(text, grammar))
        .isInstanceOfSatisfying(
            PolicyException.class,
            e -> {
              assertThat(e.error()).isInstanceOf(error);
              assertThat(e.getStackTrace()).isEmpty();
            });
  }

  static Stream<Arguments> ill() {
    return Stream.of(
        Arguments.of("", PolicyError.NotJson.class),
        Arguments.of("[]", PolicyError.WrongType.class),
        Arguments.of("{} x", PolicyError.NotJson.class),
        Arguments.of("{\"Statement\":[],}", PolicyError.NotJson.class),
        Arguments.of("{\"Statement\":[[[[[[[[[]]]]]]]]]}", PolicyError.NotJson.class),
        Arguments.of("{}", PolicyError.Missing.class),
        Arguments.of("{\"Statement\":[]}", PolicyError.Empty.class),
        Arguments.of("{\"Statement\":\"x\"}", PolicyError.WrongType.class),
        Arguments.of("{\"Statement\":[{}],\"Comment\":\"\"}", PolicyError.UnknownMember.class),
        Arguments.of(
            "{\"Version\":\"2020-01-01\",\"Statement\":[{}]}", PolicyError.InvalidVersion.class),
        Arguments.of(
            "{\"Version\":\"2008-10-17\",\"Statement\":[{}]}", PolicyError.InvalidVersion.class),
        Arguments.of("{\"Id\":\"x\",\"Statement\":[{}]}", PolicyError.Prohibited.class),
        Arguments.of("{\"Statement\":[{}]}", PolicyError.Missing.class),
        Arguments.of(document(statement("allow", "s3:*", "")), PolicyError.InvalidEffect.class),
        Arguments.of(
            document(
                "{\"Effect\":\"Deny\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}"),
            PolicyError.DuplicateMember.class),
        Arguments.of(
            document(
                statement("Allow", "*", ",\"Condition\":{\"Bool\":{\"a:b\":true,\"a:b\":false}}")),
            PolicyError.DuplicateMember.class),
        Arguments.of(
            document(statement("Allow", "*", ",\"Conditions\":{}")),
            PolicyError.UnknownMember.class),
        Arguments.of(
            document(statement("Allow", "*", ",\"Principal\":\"*\"")),
            PolicyError.Prohibited.class),
        Arguments.of(
            document(statement("Allow", "*", ",\"NotAction\":\"s3:x\"")), PolicyError.Both.class),
        Arguments.of(
            document(statement("Allow", "*", ",\"Sid\":\"a b\"")), PolicyError.InvalidSid.class),
        Arguments.of(
            document(
                statement("Allow", "*", ",\"Sid\":\"a\""),
                statement("Deny", "*", ",\"Sid\":\"a\"")),
            PolicyError.DuplicateSid.class),
        Arguments.of(
            document(statement("Allow", "GetObject", "")), PolicyError.MalformedAction.class),
        Arguments.of(
            document(statement("Allow", "s3:Get:x", "")), PolicyError.MalformedAction.class),
        Arguments.of(
            document(statement("Allow", "s3:${aws:username}", "")),
            PolicyError.MalformedAction.class),
        Arguments.of(
            document("{\"Effect\":\"Allow\",\"Action\":[],\"Resource\":\"*\"}"),
            PolicyError.Empty.class),
        Arguments.of(
            document("{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"vault/*\"}"),
            PolicyError.InvalidResource.class),
        Arguments.of(
            document(
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::${aws:username\"}"),
            PolicyError.InvalidVariable.class),
        Arguments.of(
            document(
                "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:kms:${aws:x}::b\"}"),
            PolicyError.InvalidVariable.class),
        Arguments.of(condition("{\"Near\":{\"a:b\":\"c\"}}"), PolicyError.UnknownOperator.class),
        Arguments.of(
            condition("{\"NullIfExists\":{\"a:b\":\"true\"}}"), PolicyError.UnknownOperator.class),
        Arguments.of(
            condition("{\"ForAllValues:Null\":{\"a:b\":\"true\"}}"),
            PolicyError.UnknownOperator.class),
        Arguments.of(condition("{\"streq\":{\"a:b\":\"c\"}}"), PolicyError.UnknownOperator.class),
        Arguments.of(
            condition("{\"StringEquals\":{\"nokey\":\"c\"}}"),
            PolicyError.UnknownConditionKey.class),
        Arguments.of(condition("{\"StringEquals\":{\"a:b\":[]}}"), PolicyError.Empty.class),
        Arguments.of(condition("{\"StringEquals\":{}}"), PolicyError.Empty.class),
        Arguments.of(condition("{\"StringEquals\":{\"a:b\":null}}"), PolicyError.WrongType.class),
        Arguments.of(
            condition("{\"StringEquals\":{\"a:b\":\"${x\"}}"), PolicyError.InvalidVariable.class),
        Arguments.of(
            condition("{\"NumericLessThan\":{\"a:b\":\"many\"}}"), PolicyError.InvalidValue.class),
        Arguments.of(
            condition("{\"DateLessThan\":{\"a:b\":\"2026-13-01\"}}"),
            PolicyError.InvalidValue.class),
        Arguments.of(condition("{\"Bool\":{\"a:b\":\"yes\"}}"), PolicyError.InvalidValue.class),
        Arguments.of(condition("{\"Null\":{\"a:b\":\"yes\"}}"), PolicyError.InvalidValue.class),
        Arguments.of(
            condition("{\"BinaryEquals\":{\"a:b\":\"?\"}}"), PolicyError.InvalidValue.class),
        Arguments.of(
            condition("{\"IpAddress\":{\"a:b\":\"10.0.0.0/33\"}}"), PolicyError.InvalidValue.class),
        Arguments.of(
            condition("{\"IpAddress\":{\"a:b\":\"localhost\"}}"), PolicyError.InvalidValue.class));
  }

  private static String condition(String block) {
    return document(statement("Deny", "*", ",\"Condition\":" + block));
  }

  @ParameterizedTest
  @MethodSource("ill")
  void parse_whatTheLanguageDoesNotHave_refusedByName(
      String text, Class<? extends PolicyError> error) {
    assertRefused(text, IDENTITY, error);
  }

  @Test
  void parse_wordsTheServiceDoesNotKnow_refused() {
    assertRefused(key("Allow", "kms:Fly", ""), KEY, PolicyError.UnknownAction.class);
    assertRefused(key("Allow", "kms:Fly*", ""), KEY, PolicyError.UnknownAction.class);
    assertRefused(key("Allow", "kms:dek:create", ""), KEY, PolicyError.MalformedAction.class);
    assertRefused(
        key("Deny", "kms:*", ",\"Condition\":{\"StringEquals\":{\"kms:Colour\":\"red\"}}"),
        KEY,
        PolicyError.UnknownConditionKey.class);
    assertRefused(
        key("Deny", "kms:*", ",\"Condition\":{\"StringEquals\":{\"kms:ViaService\":\"${a:b}\"}}"),
        KEY,
        PolicyError.InvalidVariable.class);
    assertRefused(
        document(
            "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::x\"}"),
        KEY,
        PolicyError.InvalidResource.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"StringEquals\":{\"kms:GrantOperations\":\"Decrypt\"}}",
        "{\"ForAllValues:StringEquals\":{\"kms:EncryptionContext:a\":\"b\"}}",
        "{\"ForAnyValue:StringEquals\":{\"kms:encryptioncontext:a:b\":\"c\"}}"
      })
  void parse_quantifierThatDoesNotFitTheKey_refused(String condition) {
    assertRefused(
        key("Allow", "kms:*", ",\"Condition\":" + condition),
        KEY,
        PolicyError.WrongQuantifier.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice",
        "arn:aws:iam::111122223333:user/*",
        "arn:aws:iam::1:root",
        "arn:aws:s3:::x",
        "11112222"
      })
  void parse_principalThatCannotBe_refused(String principal) {
    assertRefused(
        document(PolicyTexts.of(principal, "Allow", "kms:Decrypt")),
        KEY,
        PolicyError.InvalidPrincipal.class);
  }

  @Test
  void parse_notPrincipalWithAllow_refused() {
    assertRefused(
        document(statement("Allow", "*", ",\"NotPrincipal\":{\"AWS\":\"111122223333\"}")),
        KEY,
        PolicyError.AllowAllBut.class);
  }

  @Test
  void parse_principalsOfOtherKinds_refused() {
    assertRefused(
        document(statement("Deny", "*", ",\"Principal\":{\"Robot\":\"x\"}")),
        KEY,
        PolicyError.UnknownMember.class);
  }

  @Test
  void parse_overTheLimits_refused() {
    String many =
        String.join(
            ",", IntStream.range(0, 201).mapToObj(i -> statement("Deny", "*", "")).toList());
    String actions = "[" + "\"s3:x\",".repeat(500) + "\"s3:y\"]";
    assertRefused(document(many), IDENTITY, PolicyError.TooMany.class);
    assertRefused(
        document("{\"Effect\":\"Deny\",\"Action\":" + actions + ",\"Resource\":\"*\"}"),
        IDENTITY,
        PolicyError.TooMany.class);
    assertRefused(" ".repeat(40_961), IDENTITY, PolicyError.TooLong.class);
    assertRefused("x".repeat(10_241), IDENTITY, PolicyError.TooLong.class);
  }

  @Test
  void parse_blanksInAnIdentityPolicy_notCounted() {
    String text = document(statement("Deny", "*", "")) + " ".repeat(12_000);
    assertThatCode(() -> Policy.parse(text, IDENTITY)).doesNotThrowAnyException();
  }

  @Test
  void parse_bucketPolicyWithABlankFirst_refused() {
    assertRefused(
        " " + key("Deny", "*", ""),
        Grammar.aws(PolicyKind.BUCKET, ServiceWords.open()),
        PolicyError.NoBrace.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Null\":{\"prefix\":\"true\"}}",
        "{\"StringEqualsIfExists\":{\"prefix\":\"a\"}}",
        "{\"ForAnyValue:StringEquals\":{\"prefix\":\"a\"}}",
        "{\"ArnLike\":{\"prefix\":\"a\"}}"
      })
  void parse_operatorsObsDoesNotHave_refused(String condition) {
    assertRefused(
        document(statement("Deny", "*", ",\"Principal\":\"*\",\"Condition\":" + condition)),
        new Grammar(PolicyForm.OBS, PolicyKind.BUCKET, ServiceWords.open()),
        PolicyError.UnknownOperator.class);
  }

  @Test
  void parse_obsWildcardOverRespelledMode_refused() {
    assertRefused(
        document(
            statement(
                "Deny",
                "*",
                ",\"Principal\":\"*\",\"Condition\":{\"strl\":{\"x-obs-server-side-encryption\":\"km*\"}}")),
        new Grammar(PolicyForm.OBS, PolicyKind.BUCKET, ServiceWords.open()),
        PolicyError.InvalidValue.class);
  }

  @Test
  void dependsOn_conditionsAndVariables() {
    Policy policy =
        PolicyTexts.identity(
            statement("Deny", "*", ",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"),
            "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::b/${aws:PrincipalTag/t}\"}");
    assertThat(policy.dependsOn("AWS:securetransport")).isTrue();
    assertThat(policy.dependsOn("aws:principaltag/T")).isTrue();
    assertThat(policy.dependsOn("aws:username")).isFalse();
  }

  @Test
  void mayAllow_denialsDoNotCount() {
    Policy policy =
        PolicyTexts.identity(statement("Allow", "s3:Get*", ""), statement("Deny", "*", ""));
    assertThat(policy.mayAllow("s3:getobject")).isTrue();
    assertThat(policy.mayAllow("s3:PutObject")).isFalse();
  }
}
