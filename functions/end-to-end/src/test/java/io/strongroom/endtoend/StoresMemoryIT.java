package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Many long uploads at once, and a very long one, through a gateway of 256 MiB to a store of
 * another: {@code -Pstores}. How long they are is a matter of the disk: {@code
 * -Dstrongroom.stores.mib} of each, {@code -Dstrongroom.stores.large-mib} of the one.
 */
class StoresMemoryIT {

  private static final int UPLOADS = 64;
  private static final long MIB = 1 << 20;
  private static final long EACH = Integer.getInteger("strongroom.stores.mib", 24) * MIB;
  private static final long LARGE = Integer.getInteger("strongroom.stores.large-mib", 300) * MIB;
  private static final int MINUTES = 30;

  @Test
  void put_manyLongAtOnceAndAVeryLongOne_withinTheMemory() throws Exception {
    Optional<Path> programs = RealStore.VERSITYGW.fetched();
    Assumptions.assumeTrue(programs.isPresent());
    try (StoreProcess store = StoreProcess.start(RealStore.VERSITYGW, programs.get());
        Strongroom strongroom = store.through(List.of("collect-every=1s", "delete-grace=1s"))) {
      S3Client s3 = strongroom.s3();
      String bucket = strongroom.newBucket();
      long begin = System.nanoTime();
      try {
        putAll(s3, bucket);
      } catch (ExecutionException failed) {
        throw new AssertionError(complaints(strongroom), failed);
      }
      tell("%d uploads at once of %d MiB each".formatted(UPLOADS, EACH / MIB), begin);
      for (int i = 0; i < UPLOADS; i += 21) {
        compare(s3, bucket, "many/" + i, EACH);
      }
      begin = System.nanoTime();
      put(s3, bucket, "large", LARGE);
      tell("one of %d MiB".formatted(LARGE / MIB), begin);
      begin = System.nanoTime();
      compare(s3, bucket, "large", LARGE);
      tell("the same read and compared", begin);
      CleanLog.check(strongroom.log());
      assertThat(strongroom.log()).doesNotContain("ALARM");
    }
  }

  private static String complaints(Strongroom strongroom) throws IOException {
    return strongroom
        .log()
        .lines()
        .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
        .limit(20)
        .collect(Collectors.joining("\n"));
  }

  private static void putAll(S3Client s3, String bucket) throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(UPLOADS)) {
      List<Future<?>> running =
          IntStream.range(0, UPLOADS)
              .<Future<?>>mapToObj(i -> clients.submit(() -> put(s3, bucket, "many/" + i, EACH)))
              .toList();
      for (Future<?> one : running) {
        one.get(MINUTES, TimeUnit.MINUTES);
      }
    }
  }

  private static void put(S3Client s3, String bucket, String key, long size) {
    s3.putObject(
        put -> put.bucket(bucket).key(key),
        RequestBody.fromContentProvider(
            ContentStreamProvider.fromInputStreamSupplier(() -> new Patterned(size)),
            size,
            "application/octet-stream"));
  }

  private static void compare(S3Client s3, String bucket, String key, long size)
      throws IOException {
    try (InputStream got = s3.getObject(get -> get.bucket(bucket).key(key));
        InputStream wanted = new Patterned(size)) {
      byte[] one = new byte[1 << 20];
      byte[] other = new byte[1 << 20];
      long compared = 0;
      for (int n = got.readNBytes(one, 0, one.length);
          n > 0;
          n = got.readNBytes(one, 0, one.length)) {
        wanted.readNBytes(other, 0, n);
        assertThat(Arrays.mismatch(one, 0, n, other, 0, n)).isNegative();
        compared += n;
      }
      assertThat(compared).isEqualTo(size);
    }
  }

  private static void tell(String what, long begin) throws IOException {
    System.out.printf(
        "%s: %d s, the gateway's process had %s resident at most%n",
        what, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin), mostResident());
  }

  /** Of the gateway, which is the only server in Java that the test has started. */
  private static String mostResident() throws IOException {
    long pid =
        ProcessHandle.current()
            .children()
            .filter(child -> child.info().command().orElse("").endsWith("java"))
            .findFirst()
            .orElseThrow()
            .pid();
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .findFirst()
        .map(line -> line.substring("VmHWM:".length()).strip())
        .orElse("");
  }
}
