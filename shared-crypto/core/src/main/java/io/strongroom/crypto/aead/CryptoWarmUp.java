package io.strongroom.crypto.aead;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration VECTORS_PATIENCE = Duration.ofSeconds(20);
  private static final int SMALL = 1024;
  private static final int SEGMENT = 16384;
  private static final int CALLS_PER_ROUND = 256;
  private static final int MIN_ROUNDS = 24;
  private static final int TIMED_CALLS = 8;

  /**
   * Whether this class is being initialized by the builder of a native image. The image then holds
   * true as a constant: its code was compiled with it, and the vectors are left out of it.
   */
  private static final boolean COMPILED_AHEAD =
      System.getProperty("org.graalvm.nativeimage.imagecode") != null;

  private CryptoWarmUp() {}

  /** The one warm-up of this process, in a thread of its own from the first look at it. */
  private static final class Once {

    private static final CompletableFuture<Void> DONE = new CompletableFuture<>();

    static {
      Thread.ofPlatform().daemon().name("crypto-warm-up").start(Once::warmUp);
    }

    /** Whoever calls this has the class initialized, and so the thread started. */
    private static void begin() {}

    private static void warmUp() {
      try {
        warm();
      } catch (RuntimeException | Error broken) {
        DONE.completeExceptionally(broken);
        return;
      }
      DONE.complete(null);
      vectorSm4().ifPresent(CryptoWarmUp::useIfFaster);
    }
  }

  /**
   * Begins, beside whatever else a process does before it is ready. Later calls do nothing. Does
   * nothing in a native image.
   */
  public static void begin() {
    if (!COMPILED_AHEAD) {
      Once.begin();
    }
  }

  /**
   * Waits until the ciphers are fast, and begins if nobody has. That takes about half a second on a
   * machine with nothing else to do, and three seconds for each suite at most. The trial of the
   * vectors goes on behind: their code takes seconds to compile, and what they would replace is
   * usable meanwhile. Does nothing in a native image.
   *
   * @throws java.util.concurrent.CompletionException when a cipher fails: no process should serve
   */
  public static void run() {
    if (!COMPILED_AHEAD) {
      Once.DONE.join();
    }
  }

  private static void warm() {
    for (Suite suite : List.of(Suite.AES_256_GCM, Suite.SM4_GCM)) {
      long fastEnough = nanosOfCompiledSegment(suite);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      for (int round = 0; System.nanoTime() < deadline; round++) {
        exercise(suite::cipher, suite);
        if (round >= MIN_ROUNDS && fastestSegment(suite::cipher, suite) < fastEnough) {
          break;
        }
      }
    }
  }

  /** Out of reach for interpreted code, and easy for compiled: 1 GB/s and 100 MB/s. */
  private static long nanosOfCompiledSegment(Suite suite) {
    return switch (suite) {
      case AES_256_GCM, AES_256_GCM_TWICE -> 16_384;
      case SM4_GCM -> 163_840;
    };
  }

  private static void exercise(Function<byte[], AeadCipher> maker, Suite suite) {
    byte[] clear = new byte[SEGMENT];
    byte[] sealed = new byte[SEGMENT + AeadCipher.TAG_BYTES];
    byte[] nonce = new byte[AeadCipher.NONCE_BYTES];
    try (AeadCipher cipher = maker.apply(new byte[suite.keyLength()])) {
      for (int call = 0; call < CALLS_PER_ROUND; call++) {
        // Compiled after calls, not bytes: mostly small ones, with whole segments between.
        int length = call % 32 == 0 ? SEGMENT : SMALL;
        Words.INT.set(nonce, 0, call);
        cipher.begin(nonce, Hkdf.NONE);
        cipher.seal(clear, 0, length, sealed, 0);
        cipher.begin(nonce, Hkdf.NONE);
        cipher.open(sealed, 0, length + AeadCipher.TAG_BYTES, clear, 0);
      }
      Hkdf.expand(suite.derivation(), nonce, clear, SEGMENT / 128);
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
    long plain = fastestSegment(Sm4GcmChoice::plain, Suite.SM4_GCM);
    long deadline = System.nanoTime() + VECTORS_PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      exercise(vectors, Suite.SM4_GCM);
      if (fastestSegment(vectors, Suite.SM4_GCM) < plain) {
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

  /** The slower of sealing and opening, each at its fastest. */
  private static long fastestSegment(Function<byte[], AeadCipher> maker, Suite suite) {
    byte[] clear = new byte[SEGMENT];
    byte[] sealed = new byte[SEGMENT + AeadCipher.TAG_BYTES];
    byte[] nonce = new byte[AeadCipher.NONCE_BYTES];
    long sealing = Long.MAX_VALUE;
    long opening = Long.MAX_VALUE;
    try (AeadCipher cipher = maker.apply(new byte[suite.keyLength()])) {
      for (int call = 0; call < TIMED_CALLS; call++) {
        Words.INT.set(nonce, 0, call);
        cipher.begin(nonce, Hkdf.NONE);
        long start = System.nanoTime();
        cipher.seal(clear, 0, SEGMENT, sealed, 0);
        sealing = Math.min(sealing, System.nanoTime() - start);
        cipher.begin(nonce, Hkdf.NONE);
        start = System.nanoTime();
        cipher.open(sealed, 0, sealed.length, clear, 0);
        opening = Math.min(opening, System.nanoTime() - start);
      }
    }
    return Math.max(sealing, opening);
  }
}
