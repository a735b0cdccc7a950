package io.strongroom.crypto.aead;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Brings the ciphers to their compiled speed. The JVM runs AES-GCM at about a hundredth of its
 * speed until enough calls were seen; a service calls this before it reports itself ready.
 *
 * <p>Where the JVM was started with {@code --add-modules jdk.incubator.vector} on a machine with
 * 512-bit vectors, it also warms up the SM4-GCM on vectors, and puts it to use if that gives the
 * same bytes and is faster.
 */
public final class CryptoWarmUp {

  private static final Duration PER_CIPHER = Duration.ofMillis(400);
  private static final Duration VECTORS_ROUND = Duration.ofMillis(100);
  private static final Duration VECTORS_ALTOGETHER = Duration.ofSeconds(20);
  private static final int SMALL = 1024;
  private static final int SEGMENT = 16384;
  private static final int TIMED_CALLS = 16;

  private CryptoWarmUp() {}

  /**
   * Seals and opens for at most about a second, on the calling thread, then returns. The trial of
   * the vectors goes on behind, in a daemon thread: their code takes seconds to compile, and what
   * they would replace is usable meanwhile.
   */
  public static void run() {
    for (Suite suite : Suite.values()) {
      warmUp(suite::cipher, suite, PER_CIPHER);
    }
    vectorSm4()
        .ifPresent(
            vectors ->
                Thread.ofPlatform()
                    .daemon()
                    .name("crypto-warm-up")
                    .start(() -> useIfFaster(vectors)));
  }

  private static void warmUp(Function<byte[], AeadCipher> maker, Suite suite, Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    byte[] clear = new byte[SEGMENT];
    byte[] sealed = new byte[SEGMENT + AeadCipher.TAG_BYTES];
    byte[] nonce = new byte[AeadCipher.NONCE_BYTES];
    try (AeadCipher cipher = maker.apply(new byte[suite.keyLength()])) {
      for (int call = 0; System.nanoTime() < deadline; call++) {
        // Compiled after calls, not bytes: mostly small ones, with whole segments between.
        int length = call % 16 == 0 ? SEGMENT : SMALL;
        Words.INT.set(nonce, 0, call);
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

  /** Present if the incubating module is, the machine fits, and the result is right. */
  static Optional<Function<byte[], AeadCipher>> vectorSm4() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return Optional.empty();
    }
    return VectorSm4Gcm.fitsMachine() ? Optional.of(new VectorSm4Gcm()) : Optional.empty();
  }

  static void useIfFaster(Function<byte[], AeadCipher> vectors) {
    if (!givesTheSame(vectors)) {
      return;
    }
    long plain = fastestSegment(Sm4GcmChoice::plain);
    long deadline = System.nanoTime() + VECTORS_ALTOGETHER.toNanos();
    while (System.nanoTime() < deadline) {
      warmUp(vectors, Suite.SM4_GCM, VECTORS_ROUND);
      if (fastestSegment(vectors) < plain) {
        Sm4GcmChoice.use(vectors);
        return;
      }
    }
  }

  private static boolean givesTheSame(Function<byte[], AeadCipher> vectors) {
    byte[] key = new byte[Suite.SM4_GCM.keyLength()];
    byte[] clear = new byte[SMALL + 7];
    for (int i = 0; i < clear.length; i++) {
      clear[i] = (byte) (i * 31);
    }
    Arrays.fill(key, (byte) 0x5A);
    return Arrays.mismatch(seal(vectors, key, clear), seal(Sm4GcmChoice::plain, key, clear)) < 0;
  }

  private static byte[] seal(Function<byte[], AeadCipher> maker, byte[] key, byte[] clear) {
    byte[] sealed = new byte[clear.length + AeadCipher.TAG_BYTES];
    try (AeadCipher cipher = maker.apply(key)) {
      cipher.begin(new byte[AeadCipher.NONCE_BYTES], key);
      cipher.seal(clear, 0, clear.length, sealed, 0);
    }
    return sealed;
  }

  private static long fastestSegment(Function<byte[], AeadCipher> maker) {
    byte[] clear = new byte[SEGMENT];
    byte[] sealed = new byte[SEGMENT + AeadCipher.TAG_BYTES];
    long fastest = Long.MAX_VALUE;
    try (AeadCipher cipher = maker.apply(new byte[Suite.SM4_GCM.keyLength()])) {
      for (int i = 0; i < TIMED_CALLS; i++) {
        cipher.begin(new byte[AeadCipher.NONCE_BYTES], Hkdf.NONE);
        long start = System.nanoTime();
        cipher.seal(clear, 0, SEGMENT, sealed, 0);
        fastest = Math.min(fastest, System.nanoTime() - start);
      }
    }
    return fastest;
  }
}
