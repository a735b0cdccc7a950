package io.strongroom.policy.json;

/** A text is no JSON, or none that is accepted. Carries no stack trace: it is an answer. */
public final class JsonException extends RuntimeException {

  /** What is wrong with the text. */
  public enum Problem {
    /** The grammar of RFC 8259 is broken. */
    SYNTAX,
    /** An object names a member twice. */
    DUPLICATE_MEMBER,
    /** Arrays and objects are nested too deeply. */
    TOO_DEEP
  }

  private final Problem problem;
  private final String detail;

  JsonException(Problem problem, String detail) {
    super(problem + ": " + detail, null, false, false);
    this.problem = problem;
    this.detail = detail;
  }

  /** What is wrong. */
  public Problem problem() {
    return problem;
  }

  /** The member's name, or the place in the text. */
  public String detail() {
    return detail;
  }
}
