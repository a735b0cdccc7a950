package io.strongroom.domain.iam;

/** Carries an {@link IdentityError}. An expected answer, so without a stack trace. */
public final class IdentityException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient IdentityError error;

  public IdentityException(IdentityError error) {
    super(error.getClass().getSimpleName(), null, false, false);
    this.error = error;
  }

  /** What is wrong. */
  public IdentityError error() {
    return error;
  }
}
