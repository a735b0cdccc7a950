package io.strongroom.policy.condition;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What stands before the keys of a condition block: an operator with its quantifier and {@code
 * IfExists}.
 *
 * @param ifExists whether an absent key satisfies it
 */
public record Check(Quantifier quantifier, Operator operator, boolean ifExists) {

  private static final String IF_EXISTS = "IfExists";
  private static final Set<Operator> HUAWEI_ONLY =
      EnumSet.range(Operator.STRING_STARTS_WITH, Operator.STRING_NOT_ENDS_WITH);
  private static final Set<Operator> AWS_ONLY =
      EnumSet.of(
          Operator.BINARY_EQUALS,
          Operator.ARN_EQUALS,
          Operator.ARN_LIKE,
          Operator.ARN_NOT_EQUALS,
          Operator.ARN_NOT_LIKE,
          Operator.NULL);

  /** How a key with several values is tested. */
  public enum Quantifier {
    /** The key has one value. */
    NONE(""),
    /** Every value must pass; there may be none. */
    ALL("ForAllValues:"),
    /** Some value must pass. */
    ANY("ForAnyValue:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }
  }

  /** The operators of IAM policies; empty when the text is none. */
  public static Optional<Check> ofAws(String text) {
    return qualified(text).filter(check -> !HUAWEI_ONLY.contains(check.operator));
  }

  /** The operators of OBS bucket policies, by long or short name; empty when the text is none. */
  public static Optional<Check> ofObs(String text) {
    return Arrays.stream(Operator.values())
        .filter(known -> known.text().equals(text) || isShort(known, text))
        .filter(known -> !AWS_ONLY.contains(known) && !HUAWEI_ONLY.contains(known))
        .map(known -> new Check(Quantifier.NONE, known, false))
        .findFirst();
  }

  private static boolean isShort(Operator operator, String text) {
    return !text.isEmpty() && operator.shortText().equals(text);
  }

  /** The operators of Huawei's identity policies; empty when the text is none. */
  public static Optional<Check> ofHuawei(String text) {
    return qualified(
            text.replace("StringMatch", "StringLike").replace("StringNotMatch", "StringNotLike"))
        .filter(check -> !AWS_ONLY.contains(check.operator));
  }

  private static Optional<Check> qualified(String text) {
    Quantifier quantifier = Quantifier.NONE;
    for (Quantifier known : Quantifier.values()) {
      if (text.startsWith(known.prefix)) {
        quantifier = known;
      }
    }
    String rest = text.substring(quantifier.prefix.length());
    boolean ifExists = rest.endsWith(IF_EXISTS);
    String name = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
    Quantifier chosen = quantifier;
    return Arrays.stream(Operator.values())
        .filter(known -> known.text().equals(name))
        .map(known -> new Check(chosen, known, ifExists))
        .filter(Check::isPossible)
        .findFirst();
  }

  // AWS: Null asks whether there is a key, so it takes neither.
  private boolean isPossible() {
    return operator != Operator.NULL || (quantifier == Quantifier.NONE && !ifExists);
  }
}
