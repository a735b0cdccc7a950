package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Blobs in another store, which is a Strongroom itself: it verifies each signature and hash, and is
 * as strict as any. What it gets is sealed already.
 */
@OneProcess
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpstreamIT {

  private static final String SEALED = "sealed";
  private static final String MARKER = "the plaintext that nobody upstream may see ";
  private static final int LARGE = 20 << 20;

  private Strongroom upstream;
  private Strongroom strongroom;
  private String bucket;

  @BeforeAll
  void start() throws Exception {
    upstream = Strongroom.start();
    upstream.s3().createBucket(create -> create.bucket(SEALED));
    TemporaryFolder folder = TemporaryFolder.create("strongroom-upstream");
    Path key =
        Files.writeString(
            Files.createFile(
                folder.resolve("upstream.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
            "access-key-id=%s\nsecret-access-key=%s\n"
                .formatted(upstream.accessKey(), upstream.secretKey()));
    RunningServer server =
        RunningServer.start(
                folder.resolve("data"),
                Stream.of(
                        "store=s3",
                        "s3.endpoint=" + upstream.endpoint("https"),
                        "s3.bucket=" + SEALED,
                        "s3.prefix=vault/blobs",
                        "s3.credentials-file=" + key,
                        "s3.ca-file=" + upstream.data().resolve("tls/ca.crt"),
                        "delete-grace=1s",
                        "collect-every=1s")
                    .map(setting -> "-Dstrongroom.blobs." + setting)
                    .toList())
            .awaitReady();
    strongroom = Strongroom.of(new Gateway(server, folder));
    bucket = strongroom.newBucket();
  }

  @AfterAll
  void stop() {
    strongroom.close();
    upstream.close();
  }

  private S3Client s3() {
    return strongroom.s3();
  }

  private static byte[] content(int size) {
    byte[] content = MARKER.repeat(size / MARKER.length() + 1).getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(content, size);
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

  private List<S3Object> blobs() {
    return upstream.s3().listObjectsV2(list -> list.bucket(SEALED)).contents();
  }

  @ParameterizedTest
  @EnumSource
  @Order(1)
  void put_everyMode_comesBackWholeAndInRanges(Mode mode) {
    for (int size : new int[] {9_000, 100_000, LARGE}) {
      byte[] content = content(size);
      put(mode + "/" + size, content, mode.onWrite(strongroom.kmsKey()));
      assertThat(get(mode + "/" + size, "", mode.onRead())).isEqualTo(content);
      assertThat(get(mode + "/" + size, "bytes=5000-8999", mode.onRead()))
          .isEqualTo(Arrays.copyOfRange(content, 5_000, 9_000));
      assertThat(get(mode + "/" + size, "bytes=-5000", mode.onRead()))
          .isEqualTo(Arrays.copyOfRange(content, size - 5_000, size));
    }
  }

  @Test
  @Order(1)
  void complete_partsInTheOtherStore_comesBackWhole() {
    byte[] content = content(2 * Samples.PART + 77);
    String id = s3().createMultipartUpload(create -> create.bucket(bucket).key("m")).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int number = i + 1;
      byte[] part =
          Arrays.copyOfRange(
              content, i * Samples.PART, Math.min(content.length, number * Samples.PART));
      String tag =
          s3().uploadPart(
                  upload -> upload.bucket(bucket).key("m").uploadId(id).partNumber(number),
                  RequestBody.fromBytes(part))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    }
    s3().completeMultipartUpload(
            done ->
                done.bucket(bucket).key("m").uploadId(id).multipartUpload(all -> all.parts(parts)));
    assertThat(get("m", "", Map.of())).isEqualTo(content);
  }

  @Test
  @Order(1)
  void copy_sharesOrSealsAgain_bothComeBack() {
    byte[] content = content(200_000);
    put("source", content, Map.of());
    for (Mode mode : List.of(Mode.SSE_S3, Mode.SSE_KMS, Mode.SM4, Mode.DSSE)) {
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

  /** Together they are far more than all the memory of the process. */
  @Test
  @Order(1)
  void put_manyLargeAtOnce_withinTheMemory() throws Exception {
    byte[] content = content(LARGE);
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

  @Test
  @Order(2)
  void upstream_seesSealedBytesUnderRandomNames() throws IOException {
    assertThat(blobs())
        .isNotEmpty()
        .allMatch(blob -> blob.key().matches("vault/blobs/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f-]{36}"));
    for (S3Object blob : blobs().stream().filter(one -> one.size() < 1 << 20).toList()) {
      byte[] bytes =
          upstream.s3().getObjectAsBytes(get -> get.bucket(SEALED).key(blob.key())).asByteArray();
      assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("plaintext");
    }
    try (Stream<Path> files = Files.walk(strongroom.data().resolve("blobs"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
    assertThat(strongroom.log()).contains("the blob store takes, gives and removes");
  }

  @Test
  @Order(3)
  void get_blobChangedUpstream_isRefused() {
    put("changed", content(100_000), Map.of());
    // Names are random, so the newest one is told by its time.
    S3Object blob =
        blobs().stream()
            .filter(one -> one.size() > 100_000 && one.size() < 101_000)
            .max(Comparator.comparing(S3Object::lastModified))
            .orElseThrow();
    byte[] bytes =
        upstream.s3().getObjectAsBytes(get -> get.bucket(SEALED).key(blob.key())).asByteArray();
    bytes[50_000] ^= 1;
    upstream
        .s3()
        .putObject(put -> put.bucket(SEALED).key(blob.key()), RequestBody.fromBytes(bytes));
    assertThatThrownBy(() -> get("changed", "bytes=50000-60000", Map.of()))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(500));
    upstream.s3().deleteObject(delete -> delete.bucket(SEALED).key(blob.key()));
    assertThatThrownBy(() -> get("changed", "", Map.of()))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(500));
  }

  @Test
  @Order(4)
  void delete_everything_nothingStaysUpstream() throws InterruptedException {
    s3().listObjectsV2(list -> list.bucket(bucket))
        .contents()
        .forEach(object -> s3().deleteObject(d -> d.bucket(bucket).key(object.key())));
    for (int i = 0; i < 300 && !blobs().isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
    assertThat(blobs()).isEmpty();
  }
}
