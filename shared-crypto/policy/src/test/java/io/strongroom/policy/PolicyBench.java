package io.strongroom.policy;

import io.strongroom.policy.Policies.Named;
import io.strongroom.policy.condition.Attributes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How long an answer takes: a hundred statements of which the last applies, and patterns that are
 * nothing but stars. To be run by hand on a machine that does nothing else; it asserts nothing.
 */
final class PolicyBench {

  private static final String OWNER = "111122223333";
  private static final int ROUNDS = 20_000;

  private PolicyBench() {}

  public static void main(String[] arguments) {
    Policy hundred = policy(statements(100));
    report("100 statements, the last allows", () -> decide(hundred, "vault/team/99/plan"));
    report("100 statements, none applies", () -> decide(hundred, "vault/other"));
    for (int patterns : new int[] {1, 5, 10}) {
      Policy stars = policy(statement(lists("*".repeat(2_000) + "x", patterns), ""));
      report(
          patterns + " times 2000 stars, a key of 1000",
          () -> decide(stars, "vault/" + "a".repeat(1_000)));
    }
    for (int length : new int[] {64, 256, 1_024}) {
      Policy pairs = policy(statement(lists("*a".repeat(1_000) + "x", 1), ""));
      report(
          "1000 stars with letters, a key of " + length,
          () -> decide(pairs, "vault/" + "a".repeat(length)));
    }
  }

  private static String lists(String key, int number) {
    return String.join("\",\"", Collections.nCopies(number, "arn:aws:s3:::vault/" + key));
  }

  private static String statements(int number) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < number; i++) {
      all.append(i == 0 ? "" : ",")
          .append(
              statement(
                  "arn:aws:s3:::vault/team/" + i + "/*",
                  ",\"Condition\":{\"StringEquals\":{\"aws:PrincipalTag/team\":\"red\"},"
                      + "\"Bool\":{\"aws:SecureTransport\":\"true\"}}"));
    }
    return all.toString();
  }

  private static String statement(String resource, String condition) {
    return "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":[\"s3:GetObject\",\"s3:Put*\"],\"Resource\":[\"%s\"]%s}"
        .formatted(resource, condition);
  }

  private static Policy policy(String statements) {
    return Policy.parse(
        "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}",
        Grammar.aws(PolicyKind.KEY, ServiceWords.open()));
  }

  private static Verdict decide(Policy policy, String object) {
    PolicyRequest request =
        new PolicyRequest(
            Principal.user("arn:aws:iam::" + OWNER + ":user/alice", OWNER),
            "s3:GetObject",
            new PolicyRequest.Resource("arn:aws:s3:::" + object, OWNER),
            Attributes.of(
                Map.of(
                    "aws:PrincipalTag/team", List.of("red"),
                    "aws:SecureTransport", List.of("true"))));
    return Evaluation.decide(
        request,
        new Policies(
            List.of(), Optional.of(new Named("p", policy)), Optional.empty(), Optional.empty()),
        ResourceRules.BUCKETS);
  }

  private static void report(String what, Supplier<Verdict> question) {
    long best = Long.MAX_VALUE;
    // Of this thread alone: whatever else the machine does is no part of a decision.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int pass = 0; pass < 5; pass++) {
      long start = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < ROUNDS; i++) {
        question.get();
      }
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / ROUNDS);
    }
    System.out.printf("%-45s %8.2f us%n", what, best / 1000.0);
  }
}
