package io.strongroom.crypto.aead;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hash functions, each digest fresh and the caller's own. Thread-safe. */
public final class Digests {

  // Never given input, only copied, which takes less time than a look-up.
  private static final MessageDigest SHA_256 = jdk("SHA-256");
  private static final MessageDigest SHA_512 = jdk("SHA-512");

  private Digests() {}

  /** SHA-256 (FIPS 180-4): 32 bytes. */
  public static MessageDigest sha256() {
    return copy(SHA_256);
  }

  /** SHA-512 (FIPS 180-4): 64 bytes. */
  static MessageDigest sha512() {
    return copy(SHA_512);
  }

  /** SM3 (GB/T 32905-2016): 32 bytes. */
  static MessageDigest sm3() {
    return new Sm3();
  }

  private static MessageDigest copy(MessageDigest unused) {
    try {
      return (MessageDigest) unused.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(unused.getAlgorithm() + " cannot be copied", e);
    }
  }

  private static MessageDigest jdk(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JVM has no " + name, e);
    }
  }
}
