package io.strongroom.crypto.aead;

import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** HMAC (RFC 2104) over the hashes the suites use. Thread-safe. */
public enum Hmac {
  SHA_256(32),
  SHA_512(64),
  SM3(32);

  private final int length;

  Hmac(int length) {
    this.length = length;
  }

  /** Length of the authenticator in bytes. */
  public int length() {
    return length;
  }

  /**
   * The authenticator of the concatenated {@code message} parts.
   *
   * @param key at least one byte
   */
  public byte[] mac(byte[] key, byte[]... message) {
    return keyed(key).mac(message);
  }

  /** For several messages under one key. Not thread-safe. */
  Keyed keyed(byte[] key) {
    return switch (this) {
      case SHA_256 -> DigestHmac.sha256(key);
      case SHA_512 -> DigestHmac.sha512(key);
      case SM3 -> sm3(key);
    };
  }

  /** HMAC under one key. */
  @FunctionalInterface
  interface Keyed {
    byte[] mac(byte[]... message);
  }

  private static Keyed sm3(byte[] key) {
    HMac mac = new HMac(new SM3Digest());
    mac.init(new KeyParameter(key));
    return message -> {
      for (byte[] part : message) {
        mac.update(part, 0, part.length);
      }
      byte[] out = new byte[mac.getMacSize()];
      mac.doFinal(out, 0);
      return out;
    };
  }
}
