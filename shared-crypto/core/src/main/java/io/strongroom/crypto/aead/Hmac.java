package io.strongroom.crypto.aead;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** HMAC (RFC 2104) over the hashes the suites use. Thread-safe. */
public enum Hmac {
  SHA_256(32, "HmacSHA256"),
  SHA_512(64, "HmacSHA512"),
  SM3(32, "");

  private final int length;
  private final String jdkName;

  Hmac(int length, String jdkName) {
    this.length = length;
    this.jdkName = jdkName;
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
    return this == SM3 ? sm3(key) : jdk(key);
  }

  /** HMAC under one key. */
  @FunctionalInterface
  interface Keyed {
    byte[] mac(byte[]... message);
  }

  private Keyed jdk(byte[] key) {
    try {
      Mac mac = Mac.getInstance(jdkName);
      mac.init(new SecretKeySpec(key, jdkName));
      return message -> {
        for (byte[] part : message) {
          mac.update(part);
        }
        return mac.doFinal();
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JVM has no " + jdkName, e);
    }
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
