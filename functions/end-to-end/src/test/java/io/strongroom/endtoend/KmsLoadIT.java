package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Objects while the KMS throttles, is gone, or is asked by many at once. Runs scaled down unless
 * the system property {@code strongroom.load} is {@code full}; the figures of a full run are in the
 * README of kms-client.
 */
@OneProcess
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KmsLoadIT {
  /** The longest time that readers of one object share its unwrapped key. */
  private static final Duration SHARED_FOR = Duration.ofSeconds(5);

  /** How long the key stays after the last reader. */
  private static final Duration KEPT_FOR = Duration.ofSeconds(1);

  private static final boolean FULL = "full".equals(System.getProperty("strongroom.load"));

  private final TraceCollector collector = TraceCollector.start();
  private final LoneKms lone = LoneKms.reserve();
  private final Strongroom strongroom =
      Strongroom.start(
          List.of(
              "-Dstrongroom.key-service.endpoint=" + lone.endpoint(),
              "-Dstrongroom.tracing.endpoint=" + collector.endpoint(),
              "-Dstrongroom.tracing.sample-ratio=0"));
  private final KmsAdmin kms = new KmsAdmin(lone.endpoint(), lone.data());
  private final KmsClient keys = strongroom.kms(lone.endpoint());
  private String bucket = "";
  private String key = "";

  KmsLoadIT() {
    lone.start(strongroom.data());
  }

  @AfterAll
  void stop() {
    keys.close();
    strongroom.close();
    lone.close();
    collector.close();
  }

  @BeforeEach
  void prepare() {
    bucket = strongroom.newBucket();
    key = keys.createKey().keyMetadata().arn();
    // The first request of a run would otherwise pay for the bucket's service key.
    put(strongroom.s3(), "warm", Mode.SSE_KMS, Samples.bytes(1));
    kms.reset();
  }

  private void put(S3Client s3, String name, Mode mode, byte[] content) {
    s3.putObject(
        request -> request.bucket(bucket).key(name).overrideConfiguration(with(mode.onWrite(key))),
        RequestBody.fromBytes(content));
  }

  private byte[] get(S3Client s3, String name) {
    return s3.getObjectAsBytes(request -> request.bucket(bucket).key(name)).asByteArray();
  }

  /** Runs the numbered steps by so many clients and reports what went wrong. */
  private static void together(int clients, int steps, IntConsumer step) throws Exception {
    AtomicInteger next = new AtomicInteger();
    Callable<Void> client =
        () -> {
          for (int number = next.getAndIncrement();
              number < steps;
              number = next.getAndIncrement()) {
            step.accept(number);
          }
          return null;
        };
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        running.add(threads.submit(client));
      }
      for (Future<Void> one : running) {
        one.get();
      }
    }
  }

  private void report(String load, long since, Answers answers) {
    System.out.printf(
        "%s: %.1f s, KMS calls %s, KMS refusals %s, refusals to clients %d%n",
        load,
        (System.nanoTime() - since) / 1e9,
        kms.calls(),
        kms.refusals(),
        answers.refusals().size());
  }

  @Test
  void put_bucketKeyAtFiveCallsASecond_atMostFourCallsAndNoError() throws Exception {
    kms.allow(5);
    Answers answers = new Answers();
    long start = System.nanoTime();
    try (S3Client s3 = strongroom.s3(answers)) {
      byte[] content = Samples.bytes(1024);
      together(16, FULL ? 10_000 : 200, number -> put(s3, "o/" + number, Mode.BUCKET_KEY, content));
    }
    report("bucket key", start, answers);
    assertThat(answers.refusals()).isEmpty();
    assertThat(kms.calls().values().stream().mapToInt(Integer::intValue).sum()).isBetween(1, 4);
  }

  @Test
  void put_quotaBelowWhatThirtyTwoClientsWant_allSucceedAndTheQuotaHolds() throws Exception {
    kms.allow(FULL ? 50 : 15);
    Answers answers = new Answers();
    int puts = FULL ? 1_000 : 100;
    long start = System.nanoTime();
    try (S3Client s3 = strongroom.s3(answers)) {
      byte[] content = Samples.bytes(1024);
      together(32, puts, number -> put(s3, "o/" + number, Mode.SSE_KMS, content));
    }
    report("no bucket key", start, answers);
    assertThat(answers.refusals()).allMatch("503 SlowDown"::equals);
    assertThat(kms.refusals().getOrDefault("ThrottlingException", 0))
        .as("calls beyond the quota, most of them before the first throttle is seen")
        .isLessThanOrEqualTo(FULL ? 100 : 60);
  }

  @Test
  void read_sixtyFourRangesAtOnce_oneDecrypt() throws Exception {
    byte[] content = Samples.bytes(4 << 20);
    put(strongroom.s3(), "ranges", Mode.SSE_KMS, content);
    kms.reset();
    kms.allow(1);
    Answers answers = new Answers();
    long start = System.nanoTime();
    try (S3Client s3 = strongroom.s3(answers)) {
      CountDownLatch all = new CountDownLatch(64);
      together(
          64,
          64,
          number -> {
            all.countDown();
            await(all);
            int from = number << 16;
            assertThat(range(s3, "ranges", from, 1 << 16))
                .containsExactly(Arrays.copyOfRange(content, from, from + (1 << 16)));
          });
    }
    report("64 ranges", start, answers);
    assertThat(answers.refusals()).isEmpty();
    assertThat(kms.calls().get("Decrypt").longValue()).isBetween(1L, sharings(start));
  }

  /** The readers never meet: each is done before the next one asks. */
  @Test
  void read_sixtyFourRangesOneAfterTheOther_oneDecrypt() {
    byte[] content = Samples.bytes(64 << 10);
    put(strongroom.s3(), "ranges", Mode.SSE_KMS, content);
    kms.reset();
    kms.allow(1);
    Answers answers = new Answers();
    long start = System.nanoTime();
    int pauses = 0;
    try (S3Client s3 = strongroom.s3(answers)) {
      for (int from = 0; from < content.length; from += 1024) {
        long asked = System.nanoTime();
        assertThat(range(s3, "ranges", from, 1024))
            .containsExactly(Arrays.copyOfRange(content, from, from + 1024));
        pauses += System.nanoTime() - asked < KEPT_FOR.toNanos() / 2 ? 0 : 1;
      }
    }
    report("64 ranges in turn", start, answers);
    assertThat(answers.refusals()).isEmpty();
    assertThat(kms.calls().get("Decrypt").longValue()).isBetween(1L, sharings(start) + pauses);
  }

  private byte[] range(S3Client s3, String name, int from, int length) {
    return s3.getObjectAsBytes(
            request ->
                request
                    .bucket(bucket)
                    .key(name)
                    .range("bytes=%d-%d".formatted(from, from + length - 1)))
        .asByteArray();
  }

  /** One; more only on a machine so slow that readers outlive an unwrapped key. */
  private static long sharings(long since) {
    return 1 + (System.nanoTime() - since) / SHARED_FOR.toNanos();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void kmsKilledInMidLoad_onlyUnavailableUntilItIsBackAndNoPlaintext() throws Exception {
    byte[] content = Samples.bytes(1024);
    Answers answers = new Answers();
    AtomicInteger succeeded = new AtomicInteger();
    try (S3Client s3 = strongroom.s3WithoutRetries(answers);
        ExecutorService load = Executors.newFixedThreadPool(8)) {
      put(s3, "before", Mode.SSE_KMS, content);
      CountDownLatch end = new CountDownLatch(1);
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        int client = i;
        clients.add(load.submit(() -> writeAndRead(s3, client, content, end, succeeded)));
      }
      TimeUnit.SECONDS.sleep(FULL ? 5 : 1);
      lone.kill();
      TimeUnit.SECONDS.sleep(FULL ? 20 : 3);
      int before = succeeded.get();
      assertThat(strongroom.s3().headObject(r -> r.bucket(bucket).key("before")).contentLength())
          .as("a HEAD needs no KMS")
          .isEqualTo(1024);
      assertThat(strongroom.s3().listObjectsV2(r -> r.bucket(bucket)).contents()).isNotEmpty();
      strongroom.s3().deleteObject(r -> r.bucket(bucket).key("before"));
      lone.start(strongroom.data());
      awaitMore(succeeded, before);
      TimeUnit.SECONDS.sleep(1);
      end.countDown();
      for (Future<?> client : clients) {
        client.get();
      }
    }
    System.out.printf(
        "KMS killed: %d objects stored and read, %d refusals%n",
        succeeded.get(), answers.refusals().size());
    assertThat(answers.refusals()).isNotEmpty().allMatch("503 ServiceUnavailable"::equals);
    assertNowhere(content, strongroom.data());
    assertNowhere(content, lone.data());
    assertThat(strongroom.log())
        .doesNotContain(new String(content, 0, 16, StandardCharsets.ISO_8859_1));
  }

  private static void awaitMore(AtomicInteger succeeded, int before) throws InterruptedException {
    long back = System.nanoTime();
    while (succeeded.get() == before && System.nanoTime() - back < 30_000_000_000L) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    System.out.printf("KMS back: works again after %.1f s%n", (System.nanoTime() - back) / 1e9);
    assertThat(succeeded.get()).as("works again").isGreaterThan(before);
  }

  /** No piece of the content is in any file: objects, rows, write-ahead logs, keys. */
  private static void assertNowhere(byte[] content, Path folder) throws IOException {
    String plaintext = new String(content, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String stored = read(file);
        for (int from = 0; from < content.length; from += 128) {
          assertThat(stored.contains(plaintext.substring(from, from + 16)))
              .as("plaintext in " + file)
              .isFalse();
        }
      }
    }
  }

  /** Databases remove files while they run. */
  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException gone) {
      return "";
    }
  }

  /** Every object that was stored is what was sent, whenever it is read. */
  private void writeAndRead(
      S3Client s3, int client, byte[] content, CountDownLatch end, AtomicInteger succeeded) {
    for (int number = 0; end.getCount() > 0; number++) {
      String name = "c" + client + "/" + number;
      try {
        put(s3, name, Mode.SSE_KMS, content);
        succeeded.incrementAndGet();
        assertThat(get(s3, name)).isEqualTo(content);
      } catch (S3Exception refused) {
        assertThat(refused.statusCode()).isEqualTo(503);
      }
    }
  }

  @Test
  void keyDisabled_writesAndReadsRefusedAtOnce_bucketKeysWithinTheirAge() {
    S3Client s3 = strongroom.s3();
    put(s3, "plain", Mode.SSE_KMS, Samples.bytes(10));
    put(s3, "under-bucket-key", Mode.BUCKET_KEY, Samples.bytes(10));
    keys.disableKey(request -> request.keyId(key));
    assertRefused(() -> put(s3, "again", Mode.SSE_KMS, Samples.bytes(10)));
    assertRefused(() -> get(s3, "plain"));
    // The KMS has just been heard to refuse this key: what was cached of it is no longer used.
    assertRefused(() -> put(s3, "again", Mode.BUCKET_KEY, Samples.bytes(10)));
    assertRefused(() -> get(s3, "under-bucket-key"));
    assertThat(s3.headObject(request -> request.bucket(bucket).key("plain")).contentLength())
        .isEqualTo(10);
    s3.deleteObject(request -> request.bucket(bucket).key("plain"));
  }

  @Test
  void put_withinAClientsTrace_spansOfRequestAndKmsCallReachTheCollector() throws Exception {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    String parent = "00-" + trace + "-b7ad6b7169203331-01";
    strongroom
        .s3()
        .putObject(
            request ->
                request
                    .bucket(bucket)
                    .key("traced")
                    .overrideConfiguration(
                        with(Mode.SSE_KMS.onWrite(key), Map.of("traceparent", parent))),
            RequestBody.fromString("nothing of this"));
    String spans = collector.await("PutObject");
    String id = new String(HexFormat.of().parseHex(trace), StandardCharsets.ISO_8859_1);
    assertThat(spans).contains("PutObject", "KMS GenerateDataKey", "KMS attempt", key, id);
    assertThat(spans).doesNotContain("nothing of this").doesNotContain("traced");
  }

  private static void assertRefused(Runnable use) {
    assertThat(org.assertj.core.api.Assertions.catchThrowable(use::run))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(400);
              assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("KMS.DisabledException");
            });
  }
}
