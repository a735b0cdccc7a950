package io.strongroom.crypto.bench;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ChecksumCalculator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The checksums of S3. One operation is 16 KiB, as for the ciphers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChecksumBenchmark {

  private static final int PIECES = 8;

  @Param({"CRC64NVME", "CRC32C", "SHA256"})
  public ChecksumAlgorithm algorithm = ChecksumAlgorithm.CRC64NVME;

  private final byte[] content = new byte[PIECES * 16384];

  /** As large as the pieces in which the service passes a body on. */
  @Benchmark
  @OperationsPerInvocation(PIECES)
  public byte[] digest() {
    ChecksumCalculator calculator = algorithm.newCalculator();
    calculator.update(content, 0, content.length);
    return calculator.digest();
  }
}
