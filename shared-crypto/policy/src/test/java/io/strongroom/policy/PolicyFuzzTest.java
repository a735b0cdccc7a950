package io.strongroom.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

class PolicyFuzzTest {

  private static final Map<String, List<String>> ATTRIBUTES =
      Map.of(
          "aws:SourceIp", List.of("192.0.2.10"),
          "aws:CurrentTime", List.of("2026-11-30T02:00:00Z"),
          "aws:username", List.of("alice"),
          "aws:PrincipalArn", List.of(PolicyTexts.ALICE));

  /** Any text is a policy that answers, or is refused for a named reason. */
  @FuzzTest
  void parse_anyText_answersOrRefusedByName(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    for (PolicyForm form : PolicyForm.values()) {
      for (PolicyKind kind : List.of(PolicyKind.KEY, PolicyKind.BOUNDARY)) {
        parse(text, new Grammar(form, kind, ServiceWords.open()));
      }
    }
  }

  private static void parse(String text, Grammar grammar) {
    try {
      Policy policy = Policy.parse(text, grammar);
      assertThat(policy.ask(PolicyTexts.request(PolicyTexts.alice(), ATTRIBUTES))).isNotNull();
      assertThat(policy.ask(PolicyTexts.request(Principal.anonymous(), Map.of()))).isNotNull();
    } catch (PolicyException refused) {
      assertThat(refused.error().sentence()).isNotEmpty();
    }
  }
}
