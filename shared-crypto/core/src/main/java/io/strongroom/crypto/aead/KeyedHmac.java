package io.strongroom.crypto.aead;

import java.security.DigestException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC (RFC 2104 §2) under one key. The JDK's {@code Mac} keeps its copies of the key for the
 * collector, and is looked up anew for every key; here both padded keys are ours, and zeroed. Not
 * thread-safe.
 */
final class KeyedHmac implements AutoCloseable {

  private static final byte INNER = 0x36;
  private static final byte OUTER = 0x5C;

  private final MessageDigest digest;
  private final byte[] innerKey;
  private final byte[] outerKey;

  /**
   * @param digest fresh, and used by nobody else
   * @param blockBytes of the hash function
   * @param key read during this call only
   */
  KeyedHmac(MessageDigest digest, int blockBytes, byte[] key) {
    this.digest = digest;
    this.innerKey = new byte[blockBytes];
    this.outerKey = new byte[blockBytes];
    Arrays.fill(innerKey, INNER);
    Arrays.fill(outerKey, OUTER);
    if (key.length <= blockBytes) {
      add(key);
    } else {
      byte[] hashed = digest.digest(key);
      add(hashed);
      Arrays.fill(hashed, (byte) 0);
    }
  }

  private void add(byte[] key) {
    for (int i = 0; i < key.length; i++) {
      innerKey[i] ^= key[i];
      outerKey[i] ^= key[i];
    }
  }

  /** The authenticator of the concatenated {@code message} parts. */
  byte[] mac(byte[]... message) {
    digest.update(innerKey);
    for (byte[] part : message) {
      digest.update(part);
    }
    byte[] out = digest.digest();
    digest.update(outerKey);
    digest.update(out);
    try {
      digest.digest(out, 0, out.length);
    } catch (DigestException e) {
      throw new IllegalStateException("a digest of another length", e);
    }
    return out;
  }

  /** Zeroes the key. */
  @Override
  public void close() {
    Arrays.fill(innerKey, (byte) 0);
    Arrays.fill(outerKey, (byte) 0);
    digest.reset();
  }
}
