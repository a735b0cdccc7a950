package io.strongroom.protocol.refusal;

/**
 * A request that is not what its protocol demands. An expected answer: it has no stack trace, and
 * is no news to an operator. Whatever a protocol throws for a client's fault extends this.
 */
public abstract class RefusedRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message in the protocol's own words. */
  protected RefusedRequest(String message) {
    super(message, null, false, false);
  }
}
