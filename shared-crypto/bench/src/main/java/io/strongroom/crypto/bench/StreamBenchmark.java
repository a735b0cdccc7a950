package io.strongroom.crypto.bench;

import io.strongroom.crypto.aead.CryptoWarmUp;
import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.crypto.segment.SealedReader;
import io.strongroom.crypto.segment.SealedStream;
import io.strongroom.crypto.segment.SegmentSealer;
import io.strongroom.crypto.segment.StreamContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Sealing and opening long streams. One operation is one segment of 16 KiB. In a JVM with the
 * module {@code jdk.incubator.vector}, SM4 runs on vectors, where the machine has wide enough ones.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class StreamBenchmark {

  private static final int SEGMENTS = 64;
  private static final long VECTOR_TRIAL_MILLIS = 20_000;
  private static final int BYTES = SEGMENTS * 16384;

  @Param({"AES_256_GCM", "SM4_GCM"})
  public Suite suite = Suite.AES_256_GCM;

  private final byte[] clear = new byte[BYTES];
  private final StreamContext context = StreamContext.ofBlob(new UUID(1, 2));
  private DataKey key = DataKey.generate(suite);
  private SegmentSealer sealer = SegmentSealer.start(key, context);
  private SealedReader reader = reader();

  @Setup(Level.Trial)
  public void setUp() throws InterruptedException {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      CryptoWarmUp.run();
      // The trial of the vectors runs behind the warm-up.
      Thread.sleep(VECTOR_TRIAL_MILLIS);
    }
    makeStreams();
  }

  void makeStreams() {
    key = DataKey.generate(suite);
    sealer = SegmentSealer.start(key, context);
    reader = reader();
  }

  private SealedReader reader() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SegmentSealer once = SegmentSealer.start(key, context)) {
      once.update(clear, 0, BYTES, out::write);
      SealedStream stream = once.finish(out::write);
      return SealedReader.open(
          key, context, stream.commitment(), SealedInput.of(out.toByteArray()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The stream of one sealer goes on for the whole run. */
  @Benchmark
  @OperationsPerInvocation(SEGMENTS)
  public void seal() throws IOException {
    sealer.update(clear, 0, BYTES, (buffer, offset, length) -> {});
  }

  /** Reads the same stream again and again. */
  @Benchmark
  @OperationsPerInvocation(SEGMENTS)
  public int open() throws IOException {
    return reader.read(0, clear, 0, BYTES);
  }
}
