package io.strongroom.emulator.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** HMAC algorithms (RFC 2104); key material is as long as the hash. */
public enum MacAlgorithm {
  HMAC_SHA_224("HmacSHA224", 28),
  HMAC_SHA_256("HmacSHA256", 32),
  HMAC_SHA_384("HmacSHA384", 48),
  HMAC_SHA_512("HmacSHA512", 64),
  /** DEW's alone. */
  HMAC_SM3("HmacSM3", 32);

  private final String jdkName;
  private final int keySizeInBytes;

  MacAlgorithm(String jdkName, int keySizeInBytes) {
    this.jdkName = jdkName;
    this.keySizeInBytes = keySizeInBytes;
  }

  /** The code of a message. */
  byte[] code(byte[] key, byte[] message) {
    if (this == HMAC_SM3) {
      return sm3(key, message);
    }
    try {
      Mac mac = Mac.getInstance(jdkName);
      mac.init(new SecretKeySpec(key, jdkName));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(jdkName + " is not available", e);
    }
  }

  // The JDK has no SM3.
  private static byte[] sm3(byte[] key, byte[] message) {
    HMac mac = new HMac(new SM3Digest());
    mac.init(new KeyParameter(key));
    mac.update(message, 0, message.length);
    byte[] code = new byte[mac.getMacSize()];
    mac.doFinal(code, 0);
    return code;
  }

  /** Size of the key material. */
  public int keySizeInBytes() {
    return keySizeInBytes;
  }
}
