package io.strongroom.policy;

/** A document is no policy. Carries no stack trace: it is an answer to the document's author. */
public final class PolicyException extends RuntimeException {

  private final PolicyError error;

  PolicyException(PolicyError error) {
    super(error.sentence(), null, false, false);
    this.error = error;
  }

  /** What is wrong with it. */
  public PolicyError error() {
    return error;
  }
}
