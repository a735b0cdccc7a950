package io.strongroom.crypto.aead;

import java.security.MessageDigest;

/** HMAC (RFC 2104) over the hashes the suites use. Thread-safe. */
public enum Hmac {
  SHA_256(32, 64),
  SHA_512(64, 128),
  SM3(32, 64);

  private final int length;
  private final int blockBytes;

  Hmac(int length, int blockBytes) {
    this.length = length;
    this.blockBytes = blockBytes;
  }

  /** Length of the authenticator in bytes. */
  public int length() {
    return length;
  }

  /**
   * The authenticator of the concatenated {@code message} parts.
   *
   * @param key at least one byte, read during this call only
   */
  public byte[] mac(byte[] key, byte[]... message) {
    try (KeyedHmac keyed = keyed(key)) {
      return keyed.mac(message);
    }
  }

  /** For several messages under one key, which is read during this call only. */
  KeyedHmac keyed(byte[] key) {
    return new KeyedHmac(digest(), blockBytes, key);
  }

  private MessageDigest digest() {
    return switch (this) {
      case SHA_256 -> Digests.sha256();
      case SHA_512 -> Digests.sha512();
      case SM3 -> Digests.sm3();
    };
  }
}
