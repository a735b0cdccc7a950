package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Blobs go from the folder to another store and back, while clients read and write. */
@OneProcess
class MoveBlobsIT {

  private static final String SEALED = "sealed";
  private static final String BUCKET = "moved";
  private static final int OBJECTS = 120;

  @AutoClose private final TemporaryFolder folder = TemporaryFolder.create("strongroom-move");

  private final Map<String, byte[]> contents = new HashMap<>();
  private final AtomicInteger read = new AtomicInteger();

  MoveBlobsIT() throws IOException {}

  @Test
  void move_underLoadAndKilledOnce_everyBlobIsReadAllTheTime() throws Exception {
    try (Strongroom upstream = Strongroom.start()) {
      upstream.s3().createBucket(create -> create.bucket(SEALED));
      Map<String, String> store = store(upstream);
      try (Strongroom strongroom = serve(List.of())) {
        strongroom.s3().createBucket(create -> create.bucket(BUCKET));
        fill(strongroom.s3());
      }
      assertThat(files()).isEqualTo(OBJECTS);
      try (Strongroom strongroom = serve(options(store, "store=s3", "also=folder"))) {
        whileReading(
            strongroom.s3(),
            () -> {
              Background killed = move("killed", "s3", store);
              awaitMoved(upstream);
              killed.kill();
              assertThat(files()).isPositive();
              assertThat(done(move("finished", "s3", store))).contains("each read back");
            });
        assertThat(files()).isZero();
        try (Metadata metadata = strongroom.metadata()) {
          // What was written since says nothing.
          assertThat(
                  metadata.text(
                      "select count(*) from objects.blob b join objects.object_version v"
                          + " on b.id = any(v.blob_ids) where v.key like 'k/%' and b.home = 1"))
              .isEqualTo(Integer.toString(OBJECTS));
        }
      }
      try (Strongroom strongroom = serve(options(store, "store=s3"))) {
        readAll(strongroom.s3());
      }
      try (Strongroom strongroom = serve(options(store, "store=folder", "also=s3"))) {
        whileReading(strongroom.s3(), () -> done(move("back", "folder", store)));
        assertThat(upstream.s3().listObjectsV2(list -> list.bucket(SEALED)).contents()).isEmpty();
        readAll(strongroom.s3());
        assertThat(strongroom.log()).doesNotContain("ALARM");
      }
    }
  }

  private Map<String, String> store(Strongroom upstream) throws IOException {
    Path key =
        Files.writeString(
            Files.createFile(
                folder.resolve("upstream.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
            "access-key-id=%s\nsecret-access-key=%s\n"
                .formatted(upstream.accessKey(), upstream.secretKey()));
    return Map.of(
        "endpoint", upstream.endpoint("https").toString(),
        "bucket", SEALED,
        "credentials-file", key.toString(),
        "ca-file", upstream.data().resolve("tls/ca.crt").toString());
  }

  private static List<String> options(Map<String, String> store, String... more) {
    List<String> options = new ArrayList<>();
    store.forEach((name, value) -> options.add("-Dstrongroom.blobs.s3." + name + "=" + value));
    Stream.of(more).forEach(setting -> options.add("-Dstrongroom.blobs." + setting));
    return options;
  }

  private Strongroom serve(List<String> options) throws IOException, InterruptedException {
    RunningServer server = RunningServer.start(folder.resolve("data"), options).awaitReady();
    return Strongroom.of(new Gateway(server, new TemporaryFolder(folder.resolve("nothing"))));
  }

  private void fill(S3Client s3) {
    for (int i = 0; i < OBJECTS; i++) {
      String key = "k/" + i;
      byte[] content = Samples.bytes(i % 10 == 0 ? 700_000 : 20_000 + i);
      s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
      contents.put(key, content);
    }
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("data/blobs"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  private Background move(String name, String to, Map<String, String> store) {
    Map<String, String> environment = new HashMap<>();
    store.forEach(
        (property, value) ->
            environment.put(
                "STRONGROOM_BLOBS_S3_" + property.toUpperCase(Locale.ROOT).replace('-', '_'),
                value));
    return Background.start(
        name,
        folder.path(),
        Programs.gateway("move-blobs", "--to=" + to, "--data=" + folder.resolve("data")),
        environment);
  }

  private static String done(Background move) {
    assertThat(move.exitCode()).as(move.log()).isZero();
    return move.log();
  }

  /** At least one, and not all. */
  private static void awaitMoved(Strongroom upstream) throws InterruptedException {
    for (int i = 0; i < 6_000; i++) {
      if (!upstream.s3().listObjectsV2(list -> list.bucket(SEALED)).contents().isEmpty()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    throw new AssertionError("nothing is moved");
  }

  /** Something that goes on meanwhile. */
  private interface Course {
    void run() throws Exception;
  }

  private void whileReading(S3Client s3, Course course) throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    int before = read.get();
    try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
      Future<?> reader =
          clients.submit(
              () -> {
                while (!stop.get()) {
                  readAll(s3);
                }
              });
      Future<?> writer =
          clients.submit(
              () -> {
                for (int i = 0; !stop.get(); i++) {
                  String key = "w/" + i % 9;
                  byte[] content = Samples.bytes(10_000 + i % 9);
                  s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
                  check(s3, key, content);
                }
              });
      try {
        course.run();
      } finally {
        stop.set(true);
      }
      reader.get(2, TimeUnit.MINUTES);
      writer.get(2, TimeUnit.MINUTES);
    }
    assertThat(read.get()).isGreaterThan(before);
  }

  private void readAll(S3Client s3) {
    contents.forEach((key, content) -> check(s3, key, content));
    read.incrementAndGet();
  }

  private static void check(S3Client s3, String key, byte[] content) {
    assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asByteArray())
        .isEqualTo(content);
  }
}
