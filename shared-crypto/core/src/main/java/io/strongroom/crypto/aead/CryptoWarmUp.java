package io.strongroom.crypto.aead;

import java.time.Duration;

/**
 * Brings the ciphers to their compiled speed. The JVM runs AES-GCM at about a hundredth of its
 * speed until enough calls were seen; a service calls this before it reports itself ready.
 */
public final class CryptoWarmUp {

  private static final long PER_SUITE_NANOS = Duration.ofMillis(400).toNanos();
  private static final int SMALL = 1024;
  private static final int SEGMENT = 16384;

  private CryptoWarmUp() {}

  /** Seals and opens for at most about a second, then returns. Blocks; uses one thread. */
  public static void run() {
    for (Suite suite : Suite.values()) {
      run(suite, System.nanoTime() + PER_SUITE_NANOS);
    }
  }

  private static void run(Suite suite, long deadline) {
    byte[] clear = new byte[SEGMENT];
    byte[] sealed = new byte[SEGMENT + AeadCipher.TAG_BYTES];
    byte[] nonce = new byte[AeadCipher.NONCE_BYTES];
    try (AeadCipher cipher = suite.cipher(new byte[suite.keyLength()])) {
      for (int call = 0; System.nanoTime() < deadline; call++) {
        // Compiled after calls, not bytes: mostly small ones, with whole segments between.
        int length = call % 16 == 0 ? SEGMENT : SMALL;
        nonce[0] = (byte) call;
        nonce[1] = (byte) (call >> 8);
        nonce[2] = (byte) (call >> 16);
        cipher.begin(nonce, Hkdf.NONE);
        cipher.seal(clear, 0, length, sealed, 0);
        cipher.begin(nonce, Hkdf.NONE);
        cipher.open(sealed, 0, length + AeadCipher.TAG_BYTES, clear, 0);
        if (call % 64 == 0) {
          Hkdf.expand(suite.derivation(), nonce, clear, SEGMENT / 128);
        }
      }
    }
  }
}
