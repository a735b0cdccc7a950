package io.strongroom.kms.emulator.policy;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/** Condition operators of the IAM policy language, without prefix and {@code IfExists}. */
enum Operator {
  STRING_EQUALS("StringEquals", false, String::equals),
  STRING_NOT_EQUALS("StringNotEquals", true, String::equals),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false, String::equalsIgnoreCase),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true, String::equalsIgnoreCase),
  STRING_LIKE("StringLike", false, Wildcard::matches),
  STRING_NOT_LIKE("StringNotLike", true, Wildcard::matches),
  ARN_EQUALS("ArnEquals", false, Wildcard::matches),
  ARN_LIKE("ArnLike", false, Wildcard::matches),
  ARN_NOT_EQUALS("ArnNotEquals", true, Wildcard::matches),
  ARN_NOT_LIKE("ArnNotLike", true, Wildcard::matches),
  BOOL("Bool", false, String::equalsIgnoreCase),
  NUMERIC_EQUALS("NumericEquals", false, (want, is) -> numeric(want, is, c -> c == 0)),
  NUMERIC_NOT_EQUALS("NumericNotEquals", true, (want, is) -> numeric(want, is, c -> c == 0)),
  NUMERIC_LESS("NumericLessThan", false, (want, is) -> numeric(want, is, c -> c < 0)),
  NUMERIC_LESS_EQUALS("NumericLessThanEquals", false, (want, is) -> numeric(want, is, c -> c <= 0)),
  NUMERIC_GREATER("NumericGreaterThan", false, (want, is) -> numeric(want, is, c -> c > 0)),
  NUMERIC_GREATER_EQUALS(
      "NumericGreaterThanEquals", false, (want, is) -> numeric(want, is, c -> c >= 0)),
  NULL("Null", false, (want, is) -> false);

  private static final int MAX_NUMBER_LENGTH = 32;

  private final String text;
  private final boolean negated;

  @SuppressWarnings("ImmutableEnumChecker") // The functions above hold no state.
  private final BiPredicate<String, String> test;

  Operator(String text, boolean negated, BiPredicate<String, String> test) {
    this.text = text;
    this.negated = negated;
    this.test = test;
  }

  static Optional<Operator> of(String text) {
    for (Operator operator : values()) {
      if (operator.text.equals(text)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  /** Whether this is the opposite of what {@link #matches} tells. */
  boolean negated() {
    return negated;
  }

  boolean matches(String wanted, String actual) {
    return test.test(wanted, actual);
  }

  private static boolean numeric(String wanted, String actual, IntPredicate accepts) {
    if (wanted.length() > MAX_NUMBER_LENGTH || actual.length() > MAX_NUMBER_LENGTH) {
      return false;
    }
    try {
      return accepts.test(new BigDecimal(actual).compareTo(new BigDecimal(wanted)));
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
