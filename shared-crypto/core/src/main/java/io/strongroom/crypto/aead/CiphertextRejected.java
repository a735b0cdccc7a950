package io.strongroom.crypto.aead;

/**
 * Stored or presented bytes are not what the key holder sealed: wrong key, wrong context, or
 * changed bytes (SPEC §1). The message is the same in every case, so that nothing shown to a client
 * tells these apart; {@link #reason()} is for logs and tests, never for a response.
 *
 * <p>An expected outcome, hence without a stack trace.
 */
public final class CiphertextRejected extends RuntimeException {

  private final String reason;

  /**
   * @param reason what check failed, in the words of SPEC; holds no key, plaintext or stored value
   */
  public CiphertextRejected(String reason) {
    super("ciphertext rejected", null, false, false);
    this.reason = reason;
  }

  /** Which check failed; for logs and tests only. */
  public String reason() {
    return reason;
  }
}
