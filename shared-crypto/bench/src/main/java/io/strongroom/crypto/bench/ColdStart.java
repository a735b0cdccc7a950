package io.strongroom.crypto.bench;

import io.strongroom.crypto.aead.CryptoWarmUp;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.SegmentSealer;
import io.strongroom.crypto.segment.StreamContext;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;

/**
 * How fast a fresh JVM, or native image, seals: in its first 16 MiB and in its first second. With
 * the argument {@code warmed}, after the warm-up that the service does before it is ready; how long
 * that took is printed too. A second argument names a suite.
 */
public final class ColdStart {

  private static final int PIECE = 128 * 1024;
  private static final long FIRST_BYTES = 16L << 20;
  private static final long SECOND = 1_000_000_000L;

  private ColdStart() {}

  public static void main(String[] args) throws IOException {
    boolean warmed = args.length > 0 && args[0].equals("warmed");
    Suite suite = args.length > 1 ? Suite.valueOf(args[1]) : Suite.AES_256_GCM;
    long start = System.nanoTime();
    if (warmed) {
      CryptoWarmUp.run();
      report("warm-up", System.nanoTime() - start, 0);
    }
    byte[] clear = new byte[PIECE];
    try (DataKey key = DataKey.generate(suite);
        SegmentSealer sealer = SegmentSealer.start(key, StreamContext.ofBlob(new UUID(1, 2)))) {
      start = System.nanoTime();
      long nanos = 0;
      for (long bytes = PIECE; nanos < SECOND; bytes += PIECE) {
        sealer.update(clear, 0, PIECE, (buffer, offset, length) -> {});
        nanos = System.nanoTime() - start;
        if (bytes == FIRST_BYTES) {
          report("first 16 MiB", nanos, bytes);
        }
        if (nanos >= SECOND) {
          report("first second", nanos, bytes);
        }
      }
    }
  }

  private static void report(String what, long nanos, long bytes) {
    System.out.printf(
        Locale.ROOT,
        "%-14s %8.0f ms %s%n",
        what,
        nanos / 1e6,
        bytes == 0 ? "" : String.format(Locale.ROOT, "%8.0f MB/s", bytes * 1e3 / nanos));
  }
}
