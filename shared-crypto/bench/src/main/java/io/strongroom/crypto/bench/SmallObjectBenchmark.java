package io.strongroom.crypto.bench;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.SealedStream;
import io.strongroom.crypto.segment.SegmentSealer;
import io.strongroom.crypto.segment.StreamContext;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A whole object of 1 KiB under a fresh data key: key, derivation, one segment. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class SmallObjectBenchmark {

  @Param({"AES_256_GCM", "SM4_GCM"})
  public Suite suite = Suite.AES_256_GCM;

  private final byte[] clear = new byte[1024];
  private final StreamContext context = StreamContext.ofBlob(new UUID(1, 2));

  @Benchmark
  public SealedStream seal() throws IOException {
    try (DataKey key = DataKey.generate(suite);
        SegmentSealer sealer = SegmentSealer.start(key, context)) {
      sealer.update(clear, 0, clear.length, (buffer, offset, length) -> {});
      return sealer.finish((buffer, offset, length) -> {});
    }
  }
}
