package io.strongroom.storage.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Stretch;
import io.strongroom.domain.testing.BlobStoreContract;
import io.strongroom.storage.blob.BlobInventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UpstreamBlobStoreTest extends BlobStoreContract {

  private static final long PART = 100_000;
  private static final int PARTS = 12;
  private static final UpstreamWaits WAITS =
      new UpstreamWaits(Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(30));

  @TempDir Path folder;

  private FaultyStore upstream;
  private UpstreamBlobStore store;

  @BeforeEach
  void start() throws Exception {
    upstream = new FaultyStore();
    Files.writeString(
        folder.resolve("upstream.key"), "access-key-id=AK\nsecret-access-key=secret\n");
    store = store(PARTS * PART);
  }

  private UpstreamBlobStore store(long budget) throws NoSuchAlgorithmException {
    return store(budget, InstantSource.system());
  }

  private UpstreamBlobStore store(long budget, InstantSource clock)
      throws NoSuchAlgorithmException {
    return new UpstreamBlobStore(
        new UpstreamBucket(
            upstream.endpoint(), "sealed", "blobs", "us-east-1", true, UpstreamSignature.V4),
        new UpstreamKeyFile(folder.resolve("upstream.key")),
        SSLContext.getDefault(),
        new UpstreamBlobStore.Limits(budget, PART, WAITS),
        clock);
  }

  @AfterEach
  void stop() {
    store.close();
    upstream.close();
  }

  @Override
  protected BlobStore blobs() {
    return store;
  }

  private String name() {
    String text = id().toString();
    return "blobs/" + text.substring(0, 2) + "/" + text.substring(2, 4) + "/" + text;
  }

  @Test
  void write_whatFitsIntoAPart_isOneRequest() throws IOException {
    write(random(50_000));
    assertThat(upstream.requests(".*")).containsExactly("PUT /sealed/" + name());
  }

  @Test
  void write_long_isPartsOfWhichEachIsVerified() throws IOException {
    byte[] bytes = random(450_000);
    write(bytes);
    assertThat(upstream.objects().get(name())).isEqualTo(bytes);
    assertThat(upstream.requests("PUT .*partNumber.*")).hasSize(5);
    assertThat(upstream.openUploads()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {50_000, 100_000, 450_000})
  void write_withoutMemoryForAPart_isStreamed(int length) throws Exception {
    store.close();
    store = store(0);
    byte[] bytes = random(length);
    write(bytes);
    assertThat(upstream.objects().get(name())).isEqualTo(bytes);
    assertThat(upstream.seen)
        .filteredOn(request -> request.method().equals("PUT"))
        .allMatch(
            put -> put.headers().get("X-amz-content-sha256").equals(List.of("UNSIGNED-PAYLOAD")));
  }

  @Test
  void write_manyAtOnce_allWholeAndTheMemoryComesBack() throws Exception {
    byte[] bytes = random(450_000);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<UUID>> running = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        running.add(threads.submit(() -> writeAnother(bytes)));
      }
      for (Future<UUID> one : running) {
        assertThat(read(one.get(), bytes.length)).isEqualTo(bytes);
      }
    }
    upstream.seen.clear();
    for (int i = 0; i < PARTS; i++) {
      writeAnother(bytes);
    }
    assertThat(upstream.seen)
        .noneMatch(
            put -> List.of("UNSIGNED-PAYLOAD").equals(put.headers().get("X-amz-content-sha256")));
  }

  private UUID writeAnother(byte[] bytes) throws IOException {
    UUID another = UUID.randomUUID();
    try (BlobStore.Writer writer = store.create(another, OptionalLong.of(bytes.length))) {
      for (int at = 0; at < bytes.length; at += 65_600) {
        writer.write(bytes, at, Math.min(65_600, bytes.length - at));
      }
      writer.commit();
    }
    return another;
  }

  private byte[] read(UUID blob, int length) throws IOException {
    byte[] bytes = new byte[length];
    try (SealedInput input = store.open(blob, Stretch.all(length))) {
      input.readFully(0, bytes, 0, length);
    }
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({"503,SlowDown", "500,InternalError", "502,''", "429,TooManyRequests"})
  void write_refusalThatPasses_isSentAgain(int status, String code) throws IOException {
    upstream.plan("PUT .*", new FaultyStore.Fault.Refuse(status, code));
    upstream.plan("PUT .*", new FaultyStore.Fault.DoAndRefuse(status, code));
    byte[] bytes = random(50_000);
    write(bytes);
    assertThat(upstream.objects().get(name())).isEqualTo(bytes);
  }

  @Test
  void write_clocksDiffer_isSentAgainWithTheStoresTime() throws Exception {
    store.close();
    store = store(PART, InstantSource.fixed(Instant.parse("2020-02-02T00:00:00Z")));
    upstream.plan("PUT .*", new FaultyStore.Fault.Refuse(403, "RequestTimeTooSkewed"));
    write(random(10));
    assertThat(upstream.seen)
        .extracting(put -> put.headers().get("X-amz-date").getFirst().substring(0, 4))
        .containsExactly("2020", Instant.now().toString().substring(0, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "503,SlowDown,StorageBusy",
    "500,InternalError,StorageUnavailable",
    "403,AccessDenied,StorageUnavailable",
    "404,NoSuchBucket,StorageUnavailable",
    "507,QuotaExceeded,StorageUnavailable"
  })
  void write_refused_nothingIsKeptAndTheClientIsToldWhatItCanUse(
      int status, String code, String error) {
    for (int i = 0; i < 4; i++) {
      upstream.plan("PUT .*", new FaultyStore.Fault.Refuse(status, code));
    }
    assertThatThrownBy(() -> write(random(50_000)))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            refused -> assertThat(refused.error().getClass().getSimpleName()).isEqualTo(error));
    assertThat(upstream.objects()).isEmpty();
  }

  @Test
  void write_storeHoldsOtherBytes_fails() {
    upstream.plan("PUT .*", new FaultyStore.Fault.WrongTag());
    assertUnavailable(50_000);
  }

  @Test
  void write_storeHoldsOtherBytesOfAPart_failsAndIsAborted() {
    upstream.plan("PUT .*partNumber=3.*", new FaultyStore.Fault.WrongTag());
    assertUnavailable(450_000);
    awaitNoUploads();
  }

  @Test
  void write_completionFailsInsideAnAnswerOf200_fails() {
    for (int i = 0; i < 4; i++) {
      upstream.plan("POST .*uploadId.*", new FaultyStore.Fault.ErrorInside("InternalError"));
    }
    assertUnavailable(450_000);
  }

  @Test
  void write_answerToTheCompletionIsLost_isFoundDone() throws IOException {
    upstream.plan("POST .*uploadId.*", new FaultyStore.Fault.DoAndRefuse(500, "InternalError"));
    byte[] bytes = random(450_000);
    write(bytes);
    assertThat(upstream.objects().get(name())).isEqualTo(bytes);
  }

  @Test
  void write_streamedPartIsRefused_failsAndIsAborted() throws Exception {
    store.close();
    store = store(0);
    upstream.plan("PUT .*partNumber=2.*", new FaultyStore.Fault.Refuse(503, "SlowDown"));
    assertThatThrownBy(() -> write(random(450_000))).isInstanceOf(ObjectStoreException.class);
    assertThat(upstream.objects()).isEmpty();
    awaitNoUploads();
  }

  private void awaitNoUploads() {
    for (int i = 0; i < 500 && upstream.openUploads() > 0; i++) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    assertThat(upstream.openUploads()).isZero();
  }

  private void assertUnavailable(int length) {
    assertThatThrownBy(() -> write(random(length)))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e -> assertThat(e.error()).isInstanceOf(RequestError.StorageUnavailable.class));
  }

  @Test
  void write_otherLengthThanAnnounced_fails() throws IOException {
    try (BlobStore.Writer writer = store.create(id(), OptionalLong.of(10))) {
      assertThatThrownBy(() -> writer.write(random(11), 0, 11)).isInstanceOf(Exception.class);
    }
    try (BlobStore.Writer writer = store.create(id(), OptionalLong.of(10))) {
      writer.write(random(9), 0, 9);
      assertThatThrownBy(writer::commit).isInstanceOf(Exception.class);
    }
    assertThat(upstream.objects()).isEmpty();
  }

  @Test
  void read_long_isOneRequestForWhatIsWantedAndOneForTheEnd() throws IOException {
    byte[] bytes = random(3_000_000);
    write(bytes);
    upstream.seen.clear();
    try (SealedInput input = opened()) {
      byte[] read = new byte[bytes.length];
      input.readFully(0, read, 0, 56);
      input.readFully(bytes.length - 100, read, bytes.length - 100, 100);
      for (int at = 56; at < bytes.length; at += 65_600) {
        input.readFully(at, read, at, Math.min(65_600, bytes.length - at));
      }
      assertThat(read).isEqualTo(bytes);
    }
    assertThat(upstream.requests("GET .*")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 1_234_567})
  void read_connectionBreaks_goesOnWhereItWas(int after) throws IOException {
    byte[] bytes = random(3_000_000);
    write(bytes);
    upstream.plan("GET .*", new FaultyStore.Fault.CutAfter(after));
    try (SealedInput input = opened()) {
      byte[] read = new byte[bytes.length];
      for (int at = 0; at < bytes.length; at += 65_600) {
        input.readFully(at, read, at, Math.min(65_600, bytes.length - at));
      }
      assertThat(read).isEqualTo(bytes);
    }
  }

  @Test
  void read_shortBlobIsCut_isAskedForAgain() throws IOException {
    byte[] bytes = random(20_000);
    write(bytes);
    upstream.plan("GET .*", new FaultyStore.Fault.CutAfter(777));
    assertThat(read(0, 20_000)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void read_blobIsOfAnotherLength_isDamage(int difference) throws IOException {
    write(random(20_000));
    upstream.objects().put(name(), new byte[20_000 + difference]);
    assertThatThrownBy(() -> read(0, 20_000))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e -> assertThat(e.error()).isInstanceOf(RequestError.ObjectDamaged.class));
  }

  @Test
  void delete_batchesAreNotOffered_oneByOneFromThenOn() throws IOException {
    write(random(10));
    upstream.plan("POST .*delete.*", new FaultyStore.Fault.Refuse(501, "NotImplemented"));
    store.delete(List.of(id(), UUID.randomUUID()));
    store.delete(List.of(UUID.randomUUID(), UUID.randomUUID()));
    assertThat(upstream.objects()).isEmpty();
    assertThat(upstream.requests("POST .*delete.*")).hasSize(1);
  }

  @Test
  void page_afterPage_allOfTheShard() throws IOException {
    Set<UUID> written = new TreeSet<>();
    for (int i = 0; i < 5; i++) {
      UUID blob = UUID.fromString("ab%s00000-0000-4000-8000-000000000000".formatted(i));
      upstream
          .objects()
          .put("blobs/ab/" + blob.toString().substring(2, 4) + "/" + blob, new byte[1]);
      written.add(blob);
    }
    upstream.objects().put("blobs/ab/foreign", new byte[1]);
    Set<UUID> listed = new TreeSet<>();
    Optional<String> after = Optional.empty();
    int pages = 0;
    do {
      BlobInventory.Page page = store.page("ab/", after, Instant.now());
      listed.addAll(page.blobs());
      after = page.next();
      pages++;
    } while (after.isPresent());
    assertThat(listed).isEqualTo(written);
    assertThat(pages).isEqualTo(3);
    assertThat(store.page("ab/", Optional.empty(), Instant.EPOCH).blobs()).isEmpty();
    assertThat(store.allPlaces()).hasSize(256).contains("ab/");
    assertThat(store.places()).singleElement().asString().matches("[0-9a-f]{2}/");
  }

  @Test
  void removeUnfinished_oldUpload_isAborted() throws IOException {
    try (BlobStore.Writer writer = store.create(id(), OptionalLong.of(450_000))) {
      writer.write(random(150_000), 0, 150_000);
      assertThat(upstream.openUploads()).isOne();
      store.removeUnfinished(Instant.EPOCH);
      assertThat(upstream.openUploads()).isOne();
      store.removeUnfinished(Instant.now());
      assertThat(upstream.openUploads()).isZero();
    }
  }

  @Test
  void credentials_fileIsReplaced_theNewOnesSign() throws IOException {
    write(random(10));
    Path file = folder.resolve("upstream.key");
    Files.writeString(file, "access-key-id=NEW\nsecret-access-key=s\nsession-token=t\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(10)));
    store.delete(id());
    assertThat(upstream.seen.getLast().headers().get("Authorization").getFirst())
        .contains("Credential=NEW/");
    assertThat(upstream.seen.getLast().headers()).containsKey("X-amz-security-token");
    Files.writeString(file, "access-key-id=\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(20)));
    store.delete(id());
    assertThat(upstream.seen.getLast().headers().get("Authorization").getFirst())
        .contains("Credential=NEW/");
  }

  /** The store learns sizes, times and random names. */
  @Test
  void requests_carryNoHeaderButThese() throws IOException {
    byte[] bytes = random(1_500_000);
    write(bytes);
    assertThat(read(0, bytes.length)).isEqualTo(bytes);
    store.delete(List.of(id(), UUID.randomUUID()));
    Set<String> sent =
        upstream.seen.stream()
            .flatMap(request -> request.headers().keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(sent)
        .isSubsetOf(
            "Authorization",
            "Connection",
            "Content-length",
            "Content-md5",
            "Content-type",
            "Host",
            "Http2-settings",
            "Range",
            "Upgrade",
            "User-agent",
            "X-amz-content-sha256",
            "X-amz-date");
  }

  @Test
  void probe_goodStore_leavesNothing() throws IOException {
    StoreAbilities found = store.probe();
    assertThat(found).isEqualTo(new StoreAbilities(true, true, true, true));
    assertThat(upstream.objects()).isEmpty();
    assertThat(upstream.openUploads()).isZero();
  }

  @Test
  void probe_storeIgnoresRanges_isNamed() {
    upstream.plan("GET .*", new FaultyStore.Fault.ErrorInside("whatever"));
    assertThatThrownBy(() -> store.probe())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("read");
  }

  @ParameterizedTest
  @CsvSource({
    "http://store.example,bucket,p",
    "https://store.example/path,bucket,p",
    "https://store.example,Bucket,p",
    "https://store.example,bucket,/p",
    "https://store.example,bucket,p/",
    "ftp://127.0.0.1,bucket,p"
  })
  void bucket_whatCannotBeUsed_isNamed(String endpoint, String bucket, String prefix) {
    assertThatThrownBy(
            () ->
                new UpstreamBucket(
                    java.net.URI.create(endpoint),
                    bucket,
                    prefix,
                    "us-east-1",
                    true,
                    UpstreamSignature.V4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("strongroom.blobs.s3.");
  }

  @Test
  void bucket_inTheHostsName_isSignedAndAddressedSo() {
    UpstreamBucket bucket =
        new UpstreamBucket(
            java.net.URI.create("https://s3.example:443"),
            "sealed",
            "",
            "us-east-1",
            false,
            UpstreamSignature.V4);
    assertThat(bucket.authority()).isEqualTo("sealed.s3.example");
    assertThat(bucket.address("ab", "")).hasToString("https://sealed.s3.example/ab");
    assertThat(bucket.address("", "delete=")).hasToString("https://sealed.s3.example/?delete=");
    assertThat(Arrays.asList(bucket.path(""), bucket.path("a"))).containsExactly("/", "/a");
  }
}
