package io.strongroom.crypto.kms;

import io.strongroom.crypto.secret.SecretBytes;

/**
 * A key that wraps data keys locally and is itself wrapped by a KMS key; it never seals data.
 *
 * <p>One of these is the receiver's own: {@link #close} zeroes this copy and leaves whatever the
 * giver keeps of the key alone.
 *
 * @param keyId canonical name of the KMS key that wraps it
 * @param wrapped as stored with every object whose data key it wraps
 * @param plaintext owned by the receiver
 * @param reach whom the KMS key lets use it
 */
public record BucketKey(KmsKeyId keyId, WrappedKey wrapped, SecretBytes plaintext, KeyReach reach)
    implements AutoCloseable {

  /** Of a KMS key of which nothing more is known. */
  public BucketKey(KmsKeyId keyId, WrappedKey wrapped, SecretBytes plaintext) {
    this(keyId, wrapped, plaintext, KeyReach.ACCOUNT);
  }

  @Override
  public void close() {
    plaintext.close();
  }
}
