package io.strongroom.endtoend;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Without HAProxy a test is skipped, and that is said. */
final class HaproxyNeeded implements ExecutionCondition {
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Programs.haproxy().isEmpty()) {
      System.err.println("SKIPPED: no haproxy on this machine for " + context.getDisplayName());
      return ConditionEvaluationResult.disabled("no haproxy on this machine");
    }
    return ConditionEvaluationResult.enabled("");
  }
}
