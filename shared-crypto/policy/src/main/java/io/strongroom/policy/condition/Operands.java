package io.strongroom.policy.condition;

import io.strongroom.policy.text.ArnPattern;
import io.strongroom.policy.text.Template;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;

/**
 * Compiles the values of conditions. All throw {@link IllegalArgumentException} for a value that
 * their operator cannot compare with.
 */
final class Operands {

  private static final int MAX_NUMBER_LENGTH = 32;

  private Operands() {}

  static Operand equal(String value, boolean variables) {
    return text(value, variables, String::equals);
  }

  static Operand equalIgnoringCase(String value, boolean variables) {
    return text(value, variables, String::equalsIgnoreCase);
  }

  static Operand starting(String value, boolean variables) {
    return text(value, variables, (wanted, actual) -> actual.startsWith(wanted));
  }

  static Operand ending(String value, boolean variables) {
    return text(value, variables, (wanted, actual) -> actual.endsWith(wanted));
  }

  private static Operand text(
      String value, boolean variables, BiPredicate<String, String> comparison) {
    Template wanted = Template.parse(value, variables);
    if (wanted.keys().isEmpty()) {
      String fixed = wanted.literal(Attributes.NONE).orElse(value);
      return (actual, request) -> comparison.test(fixed, actual);
    }
    return (actual, request) ->
        wanted.literal(request).map(text -> comparison.test(text, actual)).orElse(false);
  }

  static Operand like(String value, boolean variables) {
    Template wanted = Template.parse(value, variables);
    return wanted::matches;
  }

  static Operand arn(String value, boolean variables) {
    ArnPattern wanted = ArnPattern.of(Template.parse(value, variables));
    return wanted::matches;
  }

  static Operand truth(String value, boolean variables) {
    if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
      throw new IllegalArgumentException("neither true nor false");
    }
    return (actual, request) -> actual.equalsIgnoreCase(value);
  }

  static Operand bytes(String value, boolean variables) {
    byte[] wanted = Base64.getDecoder().decode(value);
    return (actual, request) -> {
      try {
        return Arrays.equals(wanted, Base64.getDecoder().decode(actual));
      } catch (IllegalArgumentException e) {
        return false;
      }
    };
  }

  static Operand address(String value, boolean variables) {
    AddressRange range =
        AddressRange.parse(value)
            .orElseThrow(() -> new IllegalArgumentException("no range of addresses"));
    return (actual, request) -> range.contains(actual);
  }

  static Operand number(String value, IntPredicate order) {
    BigDecimal wanted =
        number(value).orElseThrow(() -> new IllegalArgumentException("not a number"));
    return (actual, request) ->
        number(actual).map(is -> order.test(is.compareTo(wanted))).orElse(false);
  }

  private static Optional<BigDecimal> number(String text) {
    if (text.length() > MAX_NUMBER_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  static Operand date(String value, IntPredicate order) {
    Instant wanted = Dates.parse(value).orElseThrow(() -> new IllegalArgumentException("no date"));
    return (actual, request) ->
        Dates.parse(actual).map(is -> order.test(is.compareTo(wanted))).orElse(false);
  }
}
