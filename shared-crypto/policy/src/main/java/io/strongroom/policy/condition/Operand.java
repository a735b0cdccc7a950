package io.strongroom.policy.condition;

import io.strongroom.policy.text.Variables;

/** One value of a condition, compiled for its operator. */
@FunctionalInterface
interface Operand {

  /** Whether a value of the request agrees with this one, an operator's negation left aside. */
  boolean matches(String actual, Variables variables);
}
