package io.strongroom.endtoend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A test of what only {@code serve} has: its data folder, its launcher, its further options. Where
 * each function is a process of its own it is skipped, and that is said.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OneProcess.Condition.class)
@interface OneProcess {

  /** Asked before the test's class is made. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      if (Strongroom.isSeparate()) {
        System.err.println("SKIPPED: is about one process: " + context.getDisplayName());
        return ConditionEvaluationResult.disabled("is about one process");
      }
      return ConditionEvaluationResult.enabled("");
    }
  }
}
