package io.strongroom.policy;

import static io.strongroom.policy.PolicyTexts.alice;
import static io.strongroom.policy.PolicyTexts.bucket;
import static io.strongroom.policy.PolicyTexts.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PolicyPropertiesTest {

  private static final int ROUNDS = 2_000;
  private static final List<String> PRINCIPALS =
      List.of("*", PolicyTexts.ALICE, PolicyTexts.ACCOUNT, PolicyTexts.ROLE, "444455556666");
  private static final List<String> ACTIONS =
      List.of("*", "s3:*", "s3:Get*", "s3:GetObject", "s3:Put*", "kms:*");
  private static final List<String> CONDITIONS =
      List.of(
          "",
          ",\"Condition\":{\"Bool\":{\"a:flag\":\"true\"}}",
          ",\"Condition\":{\"StringNotEquals\":{\"a:text\":\"${a:text}\"}}",
          ",\"Condition\":{\"StringLike\":{\"a:text\":\"x*\"},\"Null\":{\"a:none\":true}}");
  private static final Map<String, List<String>> ATTRIBUTES =
      Map.of("a:flag", List.of("true"), "a:text", List.of("xy"));

  private static String statement(Random random, String effect) {
    return PolicyTexts.statement(
        effect,
        one(ACTIONS, random),
        ",\"Principal\":{\"AWS\":\"" + one(PRINCIPALS, random) + "\"}" + one(CONDITIONS, random));
  }

  private static List<String> statements(Random random) {
    List<String> statements = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(5); i++) {
      statements.add(statement(random, random.nextBoolean() ? "Allow" : "Deny"));
    }
    return statements;
  }

  private static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private static Class<?> ask(List<String> statements) {
    return bucket(statements.toArray(String[]::new)).ask(request(alice(), ATTRIBUTES)).getClass();
  }

  @Test
  void ask_oneMoreDenial_neverAllows() {
    Random random = new Random(1);
    for (int i = 0; i < ROUNDS; i++) {
      List<String> statements = statements(random);
      Class<?> before = ask(statements);
      statements.add(random.nextInt(statements.size() + 1), statement(random, "Deny"));
      if (before != Answer.Allows.class) {
        assertThat(ask(statements)).as(statements.toString()).isNotEqualTo(Answer.Allows.class);
      }
    }
  }

  @Test
  void ask_statementsInAnotherOrder_sameAnswer() {
    Random random = new Random(2);
    for (int i = 0; i < ROUNDS; i++) {
      List<String> statements = statements(random);
      Class<?> before = ask(statements);
      Collections.shuffle(statements, random);
      assertThat(ask(statements)).as(statements.toString()).isEqualTo(before);
    }
  }

  // With backtracking this would not end.
  @Test
  void ask_manyStars_answered() {
    String pattern = "arn:aws:s3:::" + "*a".repeat(1_000) + "b";
    Policy policy =
        bucket(
            "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\""
                + pattern
                + "\"}");
    PolicyRequest request =
        new PolicyRequest(
            alice(),
            "s3:GetObject",
            new PolicyRequest.Resource("arn:aws:s3:::" + "a".repeat(20_000), PolicyTexts.ACCOUNT),
            io.strongroom.policy.condition.Attributes.NONE);
    assertThat(policy.ask(request)).isInstanceOf(Answer.Silent.class);
  }
}
