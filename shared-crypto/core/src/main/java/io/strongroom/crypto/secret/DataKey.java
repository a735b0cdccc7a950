package io.strongroom.crypto.secret;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.aead.Suite;
import java.util.Arrays;

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

  /**
   * The data key of two layers. It takes copies: the caller closes both arguments.
   *
   * @throws IllegalArgumentException when one is no key of a layer
   */
  public static DataKey ofLayers(DataKey inner, DataKey outer) {
    Suite suite = Suite.AES_256_GCM_TWICE;
    if (inner.suite != suite.layer() || outer.suite != suite.layer()) {
      throw new IllegalArgumentException("no key of a layer");
    }
    int half = suite.layer().keyLength();
    byte[] both = inner.secret.use(key -> Arrays.copyOf(key, suite.keyLength()));
    outer.secret.use(
        key -> {
          System.arraycopy(key, 0, both, half, half);
          return both;
        });
    return new DataKey(suite, SecretBytes.adopt(both));
  }

  /**
   * A copy of the inner layer's key, with a life of its own.
   *
   * @throws IllegalStateException when closed, or when there is one layer only
   */
  public DataKey inner() {
    return layer(0);
  }

  /**
   * A copy of the outer layer's key, with a life of its own.
   *
   * @throws IllegalStateException when closed, or when there is one layer only
   */
  public DataKey outer() {
    return layer(1);
  }

  private DataKey layer(int index) {
    if (!suite.isTwice()) {
      throw new IllegalStateException("one layer only");
    }
    int length = suite.layer().keyLength();
    byte[] key = secret.use(both -> Arrays.copyOfRange(both, index * length, (index + 1) * length));
    return new DataKey(suite.layer(), SecretBytes.adopt(key));
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
