package io.strongroom.emulator.auth;

/** A token does not do. Carries no stack trace: it is an answer. */
public final class TokenRefusal extends RuntimeException {

  private final String code;

  TokenRefusal(String code, String text) {
    super(text, null, false, false);
    this.code = code;
  }

  /** The error code of DEW. */
  public String code() {
    return code;
  }

  /** What the caller is told. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
