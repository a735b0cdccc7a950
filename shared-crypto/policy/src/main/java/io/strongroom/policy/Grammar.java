package io.strongroom.policy;

/**
 * What a document must be to be accepted.
 *
 * @param vocabulary the words of the service that keeps the policy
 */
public record Grammar(PolicyForm form, PolicyKind kind, ServiceWords vocabulary) {

  /** Greatest depth of nested arrays and objects. */
  static final int MAX_DEPTH = 8;

  /** Greatest number of statements. */
  static final int MAX_STATEMENTS = 200;

  /** Greatest number of principals, actions and resources in a policy. */
  static final int MAX_PATTERNS = 500;

  /** Greatest length of a pattern in characters. */
  static final int MAX_PATTERN_LENGTH = 2_048;

  /** Greatest number of values of a condition. */
  static final int MAX_VALUES = 500;

  /** AWS's form. */
  public static Grammar aws(PolicyKind kind, ServiceWords vocabulary) {
    return new Grammar(PolicyForm.AWS, kind, vocabulary);
  }

  boolean isAws() {
    return form == PolicyForm.AWS;
  }
}
