package io.strongroom.emulator.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;

/** A hash, and the DER prefix of its DigestInfo (RFC 8017 §9.2, note 1). */
enum Hash {
  SHA_1("SHA-1", 20, "3021300906052b0e03021a05000414"),
  SHA_256("SHA-256", 32, "3031300d060960864801650304020105000420"),
  SHA_384("SHA-384", 48, "3041300d060960864801650304020205000430"),
  SHA_512("SHA-512", 64, "3051300d060960864801650304020305000440");

  private final String jdkName;
  private final int sizeInBytes;
  private final String digestInfoPrefix;

  Hash(String jdkName, int sizeInBytes, String digestInfoPrefix) {
    this.jdkName = jdkName;
    this.sizeInBytes = sizeInBytes;
    this.digestInfoPrefix = digestInfoPrefix;
  }

  int sizeInBytes() {
    return sizeInBytes;
  }

  byte[] of(byte[] message) {
    try {
      return MessageDigest.getInstance(jdkName).digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(jdkName + " is not available", e);
    }
  }

  /** A fresh instance for Bouncy Castle. */
  Digest digest() {
    return switch (this) {
      case SHA_1 -> new SHA1Digest();
      case SHA_256 -> SHA256Digest.newInstance();
      case SHA_384 -> new SHA384Digest();
      case SHA_512 -> new SHA512Digest();
    };
  }

  byte[] digestInfo(byte[] digest) {
    byte[] prefix = HexFormat.of().parseHex(digestInfoPrefix);
    byte[] info = Arrays.copyOf(prefix, prefix.length + digest.length);
    System.arraycopy(digest, 0, info, prefix.length, digest.length);
    return info;
  }
}
