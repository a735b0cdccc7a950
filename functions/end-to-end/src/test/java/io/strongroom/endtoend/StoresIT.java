package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Blobs in stores of others, which are built and started here: {@code -Pstores}, since that takes
 * long. One that cannot be had is skipped, and that is said.
 */
@ParameterizedClass
@MethodSource("chosen")
class StoresIT {

  private static final int LARGE = 20 << 20;
  private static final int KILLS = Integer.getInteger("strongroom.kills", 3);
  private static final int CLIENTS = 6;
  private static final int ORPHANS = 3;

  @Parameter RealStore store;

  /** All of them, or those that {@code -Dstrongroom.stores.only} names. */
  static Stream<RealStore> chosen() {
    String only = System.getProperty("strongroom.stores.only", "");
    return Arrays.stream(RealStore.values())
        .filter(one -> only.isEmpty() || List.of(only.split(",", -1)).contains(one.toString()));
  }

  private StoreProcess upstream;
  private Strongroom strongroom;
  private String bucket;

  @BeforeEach
  void start() throws Exception {
    Optional<Path> programs = store.fetched();
    Assumptions.assumeTrue(programs.isPresent());
    upstream = StoreProcess.start(store, programs.get());
    strongroom =
        upstream.through(
            List.of(
                "delete-grace=1s",
                "collect-every=1s",
                "sweep-every=2s",
                "orphan-age=90s",
                "inline-up-to=4096"));
    bucket = strongroom.newBucket();
  }

  @AfterEach
  void stop() {
    if (strongroom != null) {
      strongroom.close();
    }
    if (upstream != null) {
      upstream.close();
    }
  }

  private S3Client s3() {
    return strongroom.s3();
  }

  private void put(String key, byte[] content, Map<String, String> headers) {
    s3().putObject(
            put -> put.bucket(bucket).key(key).overrideConfiguration(with(headers)),
            RequestBody.fromBytes(content));
  }

  private byte[] get(String key, String range, Map<String, String> headers) {
    return s3().getObjectAsBytes(
            get ->
                get.bucket(bucket)
                    .key(key)
                    .range(range.isEmpty() ? null : range)
                    .overrideConfiguration(with(headers)))
        .asByteArray();
  }

  private Set<String> blobs() {
    Set<String> names = new HashSet<>();
    upstream
        .client()
        .listObjectsV2Paginator(list -> list.bucket(StoreProcess.SEALED))
        .contents()
        .stream()
        .map(S3Object::key)
        .forEach(names::add);
    return names;
  }

  private void within(int seconds, String what, BooleanSupplier holds) throws InterruptedException {
    for (int i = 0; i < seconds * 5; i++) {
      if (holds.getAsBoolean()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    throw new AssertionError(what);
  }

  private String logged(String beginning) {
    try {
      return strongroom
          .log()
          .lines()
          .filter(line -> line.contains(beginning))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everything_comesBackAndGoes() throws Exception {
    // Written first, since they have to get old.
    List<String> orphans = writeOrphans();
    probe_saysWhatTheStoreCan();
    writeAndReadEachMode();
    writeInParts();
    copy();
    writeManyAtOnce();
    assertThat(blobs())
        .isNotEmpty()
        .allMatch(name -> name.matches("vault/blobs/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f-]{36}"));
    deleteAll(orphans);
    // The sweep looks into one shard an hour.
    within(300, "orphans stay", () -> blobs().size() <= ORPHANS && unfinished() == 0);
    assertThat(strongroom.log()).doesNotContain("ALARM");
  }

  private void probe_saysWhatTheStoreCan() throws InterruptedException {
    String ready = "the blob store takes, gives and removes what it is asked to; ";
    within(60, "no probe", () -> !logged(ready).isEmpty());
    System.out.println(store + ": " + logged(ready));
    assertThat(logged(ready)).endsWith(ready + store.abilities());
  }

  private void writeAndReadEachMode() {
    for (Mode mode : Mode.values()) {
      for (int size : new int[] {9_000, 100_000, LARGE}) {
        byte[] content = Samples.bytes(size);
        put(mode + "/" + size, content, mode.onWrite(strongroom.kmsKey()));
        assertThat(get(mode + "/" + size, "", mode.onRead())).isEqualTo(content);
        assertThat(get(mode + "/" + size, "bytes=5000-8999", mode.onRead()))
            .isEqualTo(Arrays.copyOfRange(content, 5_000, 9_000));
        assertThat(get(mode + "/" + size, "bytes=-5000", mode.onRead()))
            .isEqualTo(Arrays.copyOfRange(content, size - 5_000, size));
      }
    }
  }

  private void writeInParts() {
    byte[] content = Samples.bytes(2 * Samples.PART + 77);
    String id = s3().createMultipartUpload(create -> create.bucket(bucket).key("m")).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int number = i + 1;
      int end = Math.min(content.length, number * Samples.PART);
      String tag =
          s3().uploadPart(
                  upload -> upload.bucket(bucket).key("m").uploadId(id).partNumber(number),
                  RequestBody.fromBytes(Arrays.copyOfRange(content, i * Samples.PART, end)))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    }
    s3().completeMultipartUpload(
            done ->
                done.bucket(bucket).key("m").uploadId(id).multipartUpload(all -> all.parts(parts)));
    assertThat(get("m", "", Map.of())).isEqualTo(content);
  }

  private void copy() {
    byte[] content = Samples.bytes(200_000);
    put("source", content, Map.of());
    for (Mode mode : List.of(Mode.SSE_S3, Mode.SSE_KMS)) {
      s3().copyObject(
              copy ->
                  copy.sourceBucket(bucket)
                      .sourceKey("source")
                      .destinationBucket(bucket)
                      .destinationKey("copy/" + mode)
                      .overrideConfiguration(with(mode.onWrite(strongroom.kmsKey()))));
      assertThat(get("copy/" + mode, "", Map.of())).isEqualTo(content);
    }
  }

  private void writeManyAtOnce() throws Exception {
    byte[] content = Samples.bytes(LARGE);
    try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
      List<Future<?>> running =
          IntStream.range(0, 16)
              .<Future<?>>mapToObj(i -> clients.submit(() -> put("many/" + i, content, Map.of())))
              .toList();
      for (Future<?> one : running) {
        one.get(5, TimeUnit.MINUTES);
      }
    }
    assertThat(get("many/7", "", Map.of())).isEqualTo(content);
  }

  private void deleteAll(List<String> orphans) throws InterruptedException {
    s3().listObjectsV2(list -> list.bucket(bucket))
        .contents()
        .forEach(object -> s3().deleteObject(d -> d.bucket(bucket).key(object.key())));
    within(60, "blobs stay: " + blobs(), () -> orphans.containsAll(blobs()));
  }

  /**
   * Where the sweep of this hour and of the next one looks, and an upload that nobody goes on with.
   */
  private List<String> writeOrphans() {
    List<String> orphans = new ArrayList<>();
    long hour = Instant.now().getEpochSecond() / 3600;
    for (long shard : new long[] {hour % 256, (hour + 1) % 256}) {
      for (int i = 0; i < ORPHANS; i++) {
        orphans.add(blobName("%02x".formatted(shard)));
      }
    }
    for (String name : orphans) {
      upstream
          .client()
          .putObject(put -> put.bucket(StoreProcess.SEALED).key(name), RequestBody.fromString("x"));
    }
    upstream
        .client()
        .createMultipartUpload(create -> create.bucket(StoreProcess.SEALED).key(blobName("00")));
    return orphans;
  }

  private static String blobName(String shard) {
    String id = shard + UUID.randomUUID().toString().substring(2);
    return "vault/blobs/%s/%s/%s".formatted(shard, id.substring(2, 4), id);
  }

  private int unfinished() {
    return upstream
        .client()
        .listMultipartUploads(list -> list.bucket(StoreProcess.SEALED))
        .uploads()
        .size();
  }

  @Test
  void kill_amidWrites_losesNothingThatWasAcknowledged() throws Exception {
    if (!store.survivesKill()) {
      System.err.println("SKIPPED: " + store + " keeps nothing across a kill");
      Assumptions.abort();
    }
    Ledger ledger = new Ledger();
    AtomicBoolean ending = new AtomicBoolean();
    try (S3Client impatient = strongroom.s3WithoutRetries();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> running =
          IntStream.range(0, CLIENTS)
              .<Future<?>>mapToObj(i -> clients.submit(() -> write(impatient, ledger, ending, i)))
              .toList();
      for (int kill = 0; kill < KILLS; kill++) {
        int before = ledger.acknowledged();
        within(
            120, "no writes after " + kill + " kills", () -> ledger.acknowledged() > before + 40);
        upstream.killAndStartAgain();
      }
      int before = ledger.acknowledged();
      within(120, "no writes after the last kill", () -> ledger.acknowledged() > before + 40);
      ending.set(true);
      for (Future<?> one : running) {
        one.get(2, TimeUnit.MINUTES);
      }
    }
    for (String name : ledger.names()) {
      ledger.settle(name, found(name));
    }
    System.out.printf(
        "%s: %d kills, %d acknowledged writes, none lost%n", store, KILLS, ledger.acknowledged());
    CleanLog.check(strongroom.log());
  }

  /** Over and over; after a failure nobody knows, and the ledger takes both. */
  private void write(S3Client s3, Ledger ledger, AtomicBoolean ending, int client) {
    for (int step = 0; !ending.get(); step++) {
      String name = client + "/" + step % 12;
      try {
        ledger.replace(
            name,
            content ->
                s3.putObject(put -> put.bucket(bucket).key(name), RequestBody.fromBytes(content)));
      } catch (SdkException refused) {
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<byte[]> found(String name) {
    try {
      return Optional.of(get(name, "", Map.of()));
    } catch (NoSuchKeyException absent) {
      return Optional.empty();
    }
  }
}
