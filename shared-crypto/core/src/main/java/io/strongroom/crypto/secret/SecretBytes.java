package io.strongroom.crypto.secret;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Key material: a byte string that is zeroed on {@link #close()} and never printed.
 *
 * <p>Thread-safe. After {@code close} every access throws {@link IllegalStateException}; a holder
 * that hands the secret to another owner gives it a {@link #copy()}.
 */
public final class SecretBytes implements AutoCloseable {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;
  private final Runnable whenClosed;
  private boolean closed;

  private SecretBytes(byte[] bytes) {
    this(bytes, SecretBytes::tellNobody);
  }

  private SecretBytes(byte[] bytes, Runnable whenClosed) {
    this.bytes = bytes;
    this.whenClosed = whenClosed;
  }

  /** Takes a copy; the caller keeps, and should zero, its own array. */
  public static SecretBytes copyOf(byte[] source) {
    return new SecretBytes(source.clone());
  }

  /** Takes ownership of {@code source}: the caller must not touch the array again. */
  public static SecretBytes adopt(byte[] source) {
    return new SecretBytes(source);
  }

  /** {@code length} fresh random bytes. */
  public static SecretBytes random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return new SecretBytes(bytes);
  }

  /** Length in bytes; readable after close. */
  public int length() {
    return bytes.length;
  }

  /**
   * Lends the bytes to {@code reader} for the length of the call. The array is the secret itself:
   * {@code reader} must neither keep nor change it, nor wait for anything, since {@link #close} and
   * other readers wait for it.
   *
   * @throws IllegalStateException when closed
   */
  public synchronized <T> T use(Function<byte[], T> reader) {
    if (closed) {
      throw new IllegalStateException("secret is closed");
    }
    return reader.apply(bytes);
  }

  /** An independent copy with a life of its own. */
  public SecretBytes copy() {
    return use(SecretBytes::copyOf);
  }

  /**
   * As {@link #copy()}; the giver is told, once and on the closing thread, when the copy is closed.
   */
  public SecretBytes copy(Runnable whenClosed) {
    return use(mine -> new SecretBytes(mine.clone(), whenClosed));
  }

  /** Compares in constant time for secrets of equal length. */
  public boolean matches(SecretBytes other) {
    // Of a copy: two threads that compare the same two secrets must not wait for each other.
    byte[] theirs = other.use(byte[]::clone);
    try {
      return use(mine -> MessageDigest.isEqual(mine, theirs));
    } finally {
      Arrays.fill(theirs, (byte) 0);
    }
  }

  /** Zeroes the bytes. Idempotent. */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      Arrays.fill(bytes, (byte) 0);
    }
    whenClosed.run();
  }

  private static void tellNobody() {}

  @Override
  public String toString() {
    return "SecretBytes[redacted]";
  }
}
