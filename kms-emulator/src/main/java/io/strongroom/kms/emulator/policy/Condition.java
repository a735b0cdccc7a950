package io.strongroom.kms.emulator.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a condition block: operator, condition key, values.
 *
 * @param set how a key with several values is tested
 * @param ifExists whether a missing key satisfies the condition
 * @param key in lower case
 */
record Condition(
    SetTest set, Operator operator, boolean ifExists, String key, List<String> values) {

  /** Prefix of an operator. */
  enum SetTest {
    SINGLE,
    FOR_ALL_VALUES,
    FOR_ANY_VALUE
  }

  /** Empty when the operator is not known. */
  static Optional<Condition> parse(String operatorText, String key, List<String> values) {
    SetTest set = SetTest.SINGLE;
    String text = operatorText;
    if (text.startsWith("ForAllValues:")) {
      set = SetTest.FOR_ALL_VALUES;
      text = text.substring("ForAllValues:".length());
    } else if (text.startsWith("ForAnyValue:")) {
      set = SetTest.FOR_ANY_VALUE;
      text = text.substring("ForAnyValue:".length());
    }
    boolean ifExists = text.endsWith("IfExists") && !text.equals("IfExists");
    if (ifExists) {
      text = text.substring(0, text.length() - "IfExists".length());
    }
    SetTest chosen = set;
    return Operator.of(text)
        .map(
            operator ->
                new Condition(chosen, operator, ifExists, key.toLowerCase(Locale.ROOT), values));
  }

  boolean holds(Map<String, List<String>> attributes) {
    List<String> actual = attributes.getOrDefault(key, List.of());
    if (operator == Operator.NULL) {
      boolean wantMissing = values.stream().anyMatch("true"::equalsIgnoreCase);
      return actual.isEmpty() == wantMissing;
    }
    if (actual.isEmpty()) {
      return ifExists || operator.negated() || set == SetTest.FOR_ALL_VALUES;
    }
    return switch (set) {
      case FOR_ALL_VALUES -> actual.stream().allMatch(this::accepts);
      case SINGLE, FOR_ANY_VALUE -> actual.stream().anyMatch(this::accepts);
    };
  }

  private boolean accepts(String actual) {
    return operator.negated()
        ? values.stream().noneMatch(wanted -> operator.matches(wanted, actual))
        : values.stream().anyMatch(wanted -> operator.matches(wanted, actual));
  }
}
