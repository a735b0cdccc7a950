package io.strongroom.crypto.bench;

import io.strongroom.crypto.aead.CryptoWarmUp;
import io.strongroom.crypto.aead.Suite;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * The JMH benchmarks' operations by CPU time of the thread instead of the clock: for machines that
 * have other things to do. Prints the best of several rounds and the bytes allocated in it.
 */
public final class CpuTime {

  private static final int WARM_UP_ROUNDS = 60;
  private static final int ROUNDS = 60;
  private static final long ROUND_NANOS = 50_000_000L;
  private static final int SEGMENTS = 64;
  private static final long VECTOR_TRIAL_MILLIS = 20_000;

  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private CpuTime() {}

  /** What is measured. */
  @FunctionalInterface
  private interface Operation {
    void run() throws IOException;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    CryptoWarmUp.run();
    if (args.length > 0 && args[0].equals("vectors")) {
      // The trial of the vectors runs behind the warm-up.
      Thread.sleep(VECTOR_TRIAL_MILLIS);
    }
    CpuTime measure = new CpuTime();
    ChecksumBenchmark checksum = new ChecksumBenchmark();
    measure.print("CRC64NVME", 8, 16384, checksum::digest);
    for (Suite suite : Suite.values()) {
      StreamBenchmark stream = new StreamBenchmark();
      stream.suite = suite;
      stream.makeStreams();
      SmallObjectBenchmark small = new SmallObjectBenchmark();
      small.suite = suite;
      measure.print(suite + " seal 16 KiB segment", SEGMENTS, 16384, stream::seal);
      measure.print(suite + " open 16 KiB segment", SEGMENTS, 16384, stream::open);
      measure.print(suite + " fresh key, 1 KiB object", 1, 1024, small::seal);
    }
  }

  private void print(String name, int parts, int bytes, Operation operation) throws IOException {
    double best = Double.MAX_VALUE;
    long allocated = 0;
    for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
      long startAllocated = threads.getCurrentThreadAllocatedBytes();
      long start = threads.getCurrentThreadCpuTime();
      long deadline = System.nanoTime() + ROUND_NANOS;
      int calls = 0;
      for (; System.nanoTime() < deadline; calls++) {
        operation.run();
      }
      double nanos = (double) (threads.getCurrentThreadCpuTime() - start) / calls / parts;
      if (round >= 0 && nanos < best) {
        best = nanos;
        allocated = (threads.getCurrentThreadAllocatedBytes() - startAllocated) / calls / parts;
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%-40s %9.0f ns %8.0f MB/s %6d bytes allocated%n",
        name,
        best,
        bytes / best * 1000,
        allocated);
  }
}
