package io.strongroom.endtoend;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands the one server of this run to the tests; starts it at first use, stops it at the end. */
final class StrongroomExtension implements ParameterResolver, ExecutionCondition {
  /** Without HAProxy there are no separate functions, and that is said. */
  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Strongroom.isSeparate() && Programs.haproxy().isEmpty()) {
      System.err.println("SKIPPED: no haproxy on this machine for " + context.getDisplayName());
      return ConditionEvaluationResult.disabled("haproxy is not installed");
    }
    return ConditionEvaluationResult.enabled("");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Strongroom.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(StrongroomExtension.class))
        .computeIfAbsent(Strongroom.class, _ -> Strongroom.start(), Strongroom.class);
  }
}
