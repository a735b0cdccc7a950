package io.strongroom.policy.condition;

import java.util.function.BiFunction;

/**
 * The condition operators, without quantifier and {@code IfExists}.
 *
 * <p>Sources: IAM user guide, "Condition operators"; OBS permissions configuration guide, "Bucket
 * policy parameters".
 */
public enum Operator {
  STRING_EQUALS("StringEquals", "streq", false, Operands::equal),
  STRING_NOT_EQUALS("StringNotEquals", "strneq", true, Operands::equal),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", "streqi", false, Operands::equalIgnoringCase),
  STRING_NOT_EQUALS_IGNORE_CASE(
      "StringNotEqualsIgnoreCase", "strneqi", true, Operands::equalIgnoringCase),
  STRING_LIKE("StringLike", "strl", false, Operands::like),
  STRING_NOT_LIKE("StringNotLike", "strnl", true, Operands::like),
  STRING_STARTS_WITH("StringStartWith", "", false, Operands::starting),
  STRING_NOT_STARTS_WITH("StringNotStartWith", "", true, Operands::starting),
  STRING_ENDS_WITH("StringEndWith", "", false, Operands::ending),
  STRING_NOT_ENDS_WITH("StringNotEndWith", "", true, Operands::ending),
  NUMERIC_EQUALS("NumericEquals", "numeq", false, (v, x) -> Operands.number(v, c -> c == 0)),
  NUMERIC_NOT_EQUALS("NumericNotEquals", "numneq", true, (v, x) -> Operands.number(v, c -> c == 0)),
  NUMERIC_LESS("NumericLessThan", "numlt", false, (v, x) -> Operands.number(v, c -> c < 0)),
  NUMERIC_LESS_EQUALS(
      "NumericLessThanEquals", "numlteq", false, (v, x) -> Operands.number(v, c -> c <= 0)),
  NUMERIC_GREATER("NumericGreaterThan", "numgt", false, (v, x) -> Operands.number(v, c -> c > 0)),
  NUMERIC_GREATER_EQUALS(
      "NumericGreaterThanEquals", "numgteq", false, (v, x) -> Operands.number(v, c -> c >= 0)),
  DATE_EQUALS("DateEquals", "dateeq", false, (v, x) -> Operands.date(v, c -> c == 0)),
  DATE_NOT_EQUALS("DateNotEquals", "dateneq", true, (v, x) -> Operands.date(v, c -> c == 0)),
  DATE_LESS("DateLessThan", "datelt", false, (v, x) -> Operands.date(v, c -> c < 0)),
  DATE_LESS_EQUALS(
      "DateLessThanEquals", "datelteq", false, (v, x) -> Operands.date(v, c -> c <= 0)),
  DATE_GREATER("DateGreaterThan", "dategt", false, (v, x) -> Operands.date(v, c -> c > 0)),
  DATE_GREATER_EQUALS(
      "DateGreaterThanEquals", "dategteq", false, (v, x) -> Operands.date(v, c -> c >= 0)),
  BOOL("Bool", "", false, Operands::truth),
  BINARY_EQUALS("BinaryEquals", "", false, Operands::bytes),
  IP_ADDRESS("IpAddress", "", false, Operands::address),
  NOT_IP_ADDRESS("NotIpAddress", "", true, Operands::address),
  ARN_EQUALS("ArnEquals", "", false, Operands::arn),
  ARN_LIKE("ArnLike", "", false, Operands::arn),
  ARN_NOT_EQUALS("ArnNotEquals", "", true, Operands::arn),
  ARN_NOT_LIKE("ArnNotLike", "", true, Operands::arn),
  NULL("Null", "", false, Operands::truth);

  private final String text;
  private final String shortText;
  private final boolean negated;

  @SuppressWarnings("ImmutableEnumChecker") // The functions above hold no state.
  private final BiFunction<String, Boolean, Operand> compiler;

  Operator(
      String text,
      String shortText,
      boolean negated,
      BiFunction<String, Boolean, Operand> compiler) {
    this.text = text;
    this.shortText = shortText;
    this.negated = negated;
    this.compiler = compiler;
  }

  /** The name in policies. */
  public String text() {
    return text;
  }

  /** The name's short form in OBS bucket policies; empty when there is none. */
  String shortText() {
    return shortText;
  }

  /** Whether this is the opposite of what its operands tell. */
  boolean negated() {
    return negated;
  }

  /**
   * Compiles a value.
   *
   * @throws IllegalArgumentException when this operator cannot compare with it
   */
  Operand operand(String value, boolean variables) {
    return compiler.apply(value, variables);
  }
}
