package io.strongroom.crypto.secret;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;

/**
 * The key under which one object's streams are sealed, with the suite it is for (SPEC §2). Zeroed
 * on {@link #close()}, never printed. Thread-safe.
 */
public final class DataKey implements AutoCloseable {

  private final Suite suite;
  private final SecretBytes secret;

  private DataKey(Suite suite, SecretBytes secret) {
    this.suite = suite;
    this.secret = secret;
  }

  /** A fresh random key. */
  public static DataKey generate(Suite suite) {
    return new DataKey(suite, SecretBytes.random(suite.keyLength()));
  }

  /**
   * Takes ownership of {@code secret}, which is closed with this key, or at once on failure.
   *
   * @throws CiphertextRejected when its length is not the suite's: the record that named the suite
   *     was not the one the key was wrapped for
   */
  public static DataKey of(Suite suite, SecretBytes secret) {
    if (secret.length() != suite.keyLength()) {
      secret.close();
      throw new CiphertextRejected("data key length");
    }
    return new DataKey(suite, secret);
  }

  /** The suite this key is for. */
  public Suite suite() {
    return suite;
  }

  /** The key itself, lent: it closes with this data key. */
  public SecretBytes secret() {
    return secret;
  }

  /**
   * An independent copy with a life of its own.
   *
   * @throws IllegalStateException when closed
   */
  public DataKey copy() {
    return new DataKey(suite, secret.copy());
  }

  /** Zeroes the key. Idempotent. */
  @Override
  public void close() {
    secret.close();
  }

  @Override
  public String toString() {
    return "DataKey[" + suite + ", redacted]";
  }
}
