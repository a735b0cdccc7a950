package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A backup while clients write and delete, and blobs are collected all the time; then another
 * server from it, with nothing of the first one.
 */
@OneProcess
class BackupIT {

  private static final int CLIENTS = 4;
  private static final String BUCKET = "kept";

  @AutoClose private final TemporaryFolder folder = TemporaryFolder.create("strongroom-backup");

  private final Map<String, byte[]> kept = new HashMap<>();

  BackupIT() throws IOException {}

  @Test
  void backup_underLoad_restoredElsewhere_everythingOpens() throws Exception {
    Path backup = folder.resolve("backup");
    Path first = folder.resolve("first");
    try (Strongroom strongroom = of(start(first))) {
      fill(strongroom);
      underLoad(
          strongroom, () -> run("backup", backup.toString(), "--data=" + first, "--with-secrets"));
    }
    assertThat(backup.resolve("backup.properties")).exists();
    delete(first);

    Path second = folder.resolve("second");
    run("restore", backup.toString(), "--data=" + second);
    assertThat(refusal("restore", backup.toString(), "--data=" + second))
        .contains("There is a database in");
    try (Strongroom strongroom = of(start(second))) {
      S3Client s3 = strongroom.s3();
      kept.forEach(
          (key, content) ->
              assertThat(
                      s3.getObjectAsBytes(
                              get ->
                                  get.bucket(BUCKET)
                                      .key(key)
                                      .overrideConfiguration(with(mode(key).onRead())))
                          .asByteArray())
                  .isEqualTo(content));
      List<S3Object> all =
          s3.listObjectsV2Paginator(list -> list.bucket(BUCKET)).contents().stream().toList();
      assertThat(all).hasSizeGreaterThan(kept.size());
      for (S3Object one : all) {
        if (!kept.containsKey(one.key())) {
          assertThat(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(one.key())).asByteArray())
              .hasSize(Math.toIntExact(one.size()));
        }
      }
      // It goes on as a server of its own.
      s3.putObject(put -> put.bucket(BUCKET).key("new"), RequestBody.fromString("new"));
      assertThat(strongroom.log()).doesNotContain("ALARM");
    }
    damage(backup);
    assertThat(refusal("restore", backup.toString(), "--data=" + folder.resolve("third")))
        .contains("is not what the backup wrote");
  }

  private RunningServer start(Path data) throws IOException, InterruptedException {
    return RunningServer.start(
            data,
            List.of("-Dstrongroom.blobs.delete-grace=0s", "-Dstrongroom.blobs.collect-every=1s"))
        .awaitReady();
  }

  private Strongroom of(RunningServer server) throws IOException {
    return Strongroom.of(new Gateway(server, new TemporaryFolder(folder.resolve("nothing"))));
  }

  private static Mode mode(String key) {
    return Mode.valueOf(key.substring(0, key.indexOf('/')));
  }

  private void fill(Strongroom strongroom) {
    strongroom.s3().createBucket(create -> create.bucket(BUCKET));
    for (Mode mode : Mode.values()) {
      for (int size : new int[] {0, 900, 70_000, 1_500_000}) {
        String key = mode + "/" + size;
        byte[] content = Samples.bytes(size);
        strongroom
            .s3()
            .putObject(
                put ->
                    put.bucket(BUCKET)
                        .key(key)
                        .overrideConfiguration(with(mode.onWrite(strongroom.kmsKey()))),
                RequestBody.fromBytes(content));
        kept.put(key, content);
      }
    }
  }

  /** Something that goes on meanwhile. */
  private interface Course {
    void run() throws Exception;
  }

  private static void underLoad(Strongroom strongroom, Course course) throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger written = new AtomicInteger();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> running =
          IntStream.range(0, CLIENTS)
              .<Future<?>>mapToObj(
                  client -> clients.submit(() -> write(strongroom.s3(), client, stop, written)))
              .toList();
      try {
        while (written.get() < 10 * CLIENTS) {
          TimeUnit.MILLISECONDS.sleep(20);
        }
        course.run();
      } finally {
        stop.set(true);
      }
      for (Future<?> client : running) {
        client.get(1, TimeUnit.MINUTES);
      }
    }
  }

  /** Each object is replaced and, now and then, deleted: its blobs are collected at once. */
  private static void write(S3Client s3, int client, AtomicBoolean stop, AtomicInteger written) {
    for (int step = 0; !stop.get(); step++) {
      String key = "load/" + client + "/" + step % 5;
      byte[] content = Samples.bytes(step % 2 == 0 ? 20_000 : 300);
      s3.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
      if (step % 7 == 6) {
        s3.deleteObject(delete -> delete.bucket(BUCKET).key(key));
      }
      written.incrementAndGet();
    }
  }

  private void run(String... arguments) {
    Background.run(arguments[0] + "-run", folder.path(), Programs.gateway(arguments), Map.of());
  }

  private String refusal(String... arguments) {
    try (Background command =
        Background.start(
            arguments[0] + "-refused", folder.path(), Programs.gateway(arguments), Map.of())) {
      assertThat(command.exitCode()).isEqualTo(1);
      return command.log();
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** One bit of one blob. */
  private static void damage(Path backup) throws IOException {
    try (Stream<Path> paths = Files.walk(backup.resolve("blobs"))) {
      Path blob = paths.filter(Files::isRegularFile).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(blob);
      bytes[bytes.length / 2] ^= 1;
      Files.write(blob, bytes);
    }
  }
}
