package io.strongroom.crypto.aead;

/**
 * One authenticated cipher under one key: 12-byte nonces, 16-byte tags appended to the ciphertext
 * (RFC 5116).
 *
 * <p>Each call of {@link #seal} or {@link #open} uses up the nonce given to {@link #begin}. The
 * caller never begins two seals under one key with the same nonce. Not thread-safe. Input and
 * output arrays belong to the caller and must not overlap.
 */
public interface AeadCipher extends AutoCloseable {

  /** Length of a nonce in bytes. */
  int NONCE_BYTES = 12;

  /** Length of the tag in bytes. */
  int TAG_BYTES = 16;

  /**
   * Most plaintext bytes in one call. The JDK's AES-GCM gets its compiled code by number of calls;
   * fed in large pieces it stays interpreted, a hundred times slower.
   */
  int MAX_BYTES_PER_CALL = 64 * 1024;

  /**
   * Sets nonce and additional data for the next call.
   *
   * @param nonce {@link #NONCE_BYTES} bytes, read during this call only
   * @param additionalData authenticated with the message; may be empty; not changed until the next
   *     call is done
   * @throws IllegalStateException when closed
   */
  void begin(byte[] nonce, byte[] additionalData);

  /**
   * Writes {@code length + 16} bytes to {@code out}.
   *
   * @throws IllegalArgumentException when {@code length} is negative or exceeds {@link
   *     #MAX_BYTES_PER_CALL}
   * @throws IllegalStateException without a fresh {@link #begin}
   */
  void seal(byte[] in, int offset, int length, byte[] out, int outOffset);

  /**
   * Writes {@code length - 16} bytes to {@code out}. After a failure that range of {@code out}
   * holds zeros.
   *
   * @param length of ciphertext and tag
   * @throws CiphertextRejected when the tag does not fit
   * @throws IllegalArgumentException when {@code length - 16} exceeds {@link #MAX_BYTES_PER_CALL}
   * @throws IllegalStateException without a fresh {@link #begin}
   */
  void open(byte[] in, int offset, int length, byte[] out, int outOffset);

  /** Drops the key and zeroes what of it is ours. Idempotent. */
  @Override
  void close();
}
