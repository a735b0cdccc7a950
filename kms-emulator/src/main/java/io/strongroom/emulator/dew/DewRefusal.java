package io.strongroom.emulator.dew;

/**
 * A refusal that only this dialect knows.
 *
 * <p>Carries no stack trace: it is an answer.
 */
final class DewRefusal extends RuntimeException {

  private final int status;
  private final String code;

  DewRefusal(int status, String code, String text) {
    super(text, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** A refusal with status 400, as most are. */
  static DewRefusal of(String code, String text) {
    return new DewRefusal(400, code, text);
  }

  static DewRefusal missing(String member) {
    return of("KMS.0204", "The parameter " + member + " is missing.");
  }

  static DewRefusal invalid(String member) {
    return of("KMS.0308", "The parameter " + member + " is invalid.");
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
