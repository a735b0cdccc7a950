package io.strongroom.policy.condition;

import java.util.List;

/**
 * One line of a condition block. Immutable; thread-safe.
 *
 * <p>Source: IAM user guide, "Conditions with multiple context keys or values".
 */
public final class Condition {

  private final Check check;
  private final String key;
  private final List<String> values;
  private final List<Operand> operands;

  private Condition(Check check, String key, List<String> values, List<Operand> operands) {
    this.values = List.copyOf(values);
    this.check = check;
    this.key = key;
    this.operands = List.copyOf(operands);
  }

  /**
   * Compiles a line.
   *
   * @param variables whether {@code ${…}} means something in the values
   * @throws IllegalArgumentException when the operator cannot compare with a value
   */
  public static Condition of(Check check, String key, List<String> values, boolean variables) {
    return new Condition(
        check,
        Attributes.folded(key),
        values,
        values.stream().map(value -> check.operator().operand(value, variables)).toList());
  }

  /** Operator, quantifier and {@code IfExists}. */
  public Check check() {
    return check;
  }

  /** The values as the policy has them. */
  public List<String> values() {
    return values;
  }

  /** The condition key in lower case. */
  public String key() {
    return key;
  }

  /**
   * Whether the request satisfies this line. Where the language gives no rule, or names differ in
   * case only, the answer is the one that permits less.
   *
   * @param inAllow whether the statement allows
   */
  public boolean holds(Attributes attributes, boolean inAllow) {
    List<List<String>> candidates = attributes.candidates(key);
    if (candidates.isEmpty()) {
      return holdsWithoutKey();
    }
    for (List<String> candidate : candidates) {
      if (holds(candidate, attributes, inAllow) != inAllow) {
        return !inAllow;
      }
    }
    return inAllow;
  }

  private boolean holdsWithoutKey() {
    if (check.operator() == Operator.NULL) {
      return isAbsence(true);
    }
    return check.ifExists()
        || switch (check.quantifier()) {
          case NONE -> check.operator().negated();
          case ALL -> true;
          case ANY -> false;
        };
  }

  private boolean holds(List<String> values, Attributes attributes, boolean inAllow) {
    if (check.operator() == Operator.NULL) {
      return isAbsence(false);
    }
    return switch (check.quantifier()) {
      // Several values want a quantifier. AWS leaves the outcome open.
      case NONE -> values.size() == 1 ? accepts(values.getFirst(), attributes) : !inAllow;
      case ALL -> values.stream().allMatch(value -> accepts(value, attributes));
      case ANY -> values.stream().anyMatch(value -> accepts(value, attributes));
    };
  }

  private boolean isAbsence(boolean absent) {
    return operands.stream()
        .anyMatch(operand -> operand.matches(String.valueOf(absent), Attributes.NONE));
  }

  private boolean accepts(String actual, Attributes attributes) {
    for (Operand operand : operands) {
      if (operand.matches(actual, attributes)) {
        return !check.operator().negated();
      }
    }
    return check.operator().negated();
  }
}
