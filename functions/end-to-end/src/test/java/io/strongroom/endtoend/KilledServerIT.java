package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * SIGKILL amid writes, again and again: what was acknowledged is there, whole, and nothing else is.
 * Every other time PostgreSQL is killed with it.
 */
@OneProcess
class KilledServerIT {

  /** {@code -Dstrongroom.kills} for more. */
  private static final int KILLS = Integer.getInteger("strongroom.kills", 3);

  private static final int CLIENTS = 8;
  private static final int NAMES = 4;
  private static final String BUCKET = "killed";

  @AutoClose private final TemporaryFolder folder = TemporaryFolder.create("strongroom-killed");

  private final Ledger ledger = new Ledger();
  private final Random random = new Random();

  KilledServerIT() throws IOException {}

  @Test
  void kill_amidWrites_losesNothingThatWasAcknowledged() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      int before = ledger.acknowledged();
      RunningServer server = start();
      try (Strongroom strongroom = Strongroom.of(installation(server))) {
        verify(strongroom);
        writeUntilKilled(strongroom, server, kill % 2 == 1);
        CleanLog.check(strongroom.log());
      }
      assertThat(ledger.acknowledged()).isGreaterThan(before);
    }
    try (Strongroom strongroom = Strongroom.of(installation(start()))) {
      verify(strongroom);
      assertThat(strongroom.log()).doesNotContain("ALARM");
      CleanLog.check(strongroom.log());
    }
    System.out.printf("%d kills, %d acknowledged writes%n", KILLS, ledger.acknowledged());
  }

  private RunningServer start() throws IOException, InterruptedException {
    return RunningServer.start(folder.resolve("data")).awaitReady();
  }

  /** The data folder outlives the server. */
  private Gateway installation(RunningServer server) {
    return new Gateway(server, new TemporaryFolder(folder.resolve("nothing")));
  }

  private void writeUntilKilled(Strongroom strongroom, RunningServer server, boolean database)
      throws Exception {
    try (S3Client s3 = strongroom.s3WithoutRetries();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      // With retries: on a loaded machine the first handshake may take its time.
      strongroom.s3().createBucket(bucket -> bucket.bucket(BUCKET));
      List<Future<?>> running =
          IntStream.range(0, CLIENTS)
              .<Future<?>>mapToObj(client -> clients.submit(() -> write(s3, client)))
              .toList();
      TimeUnit.MILLISECONDS.sleep(2_000 + random.nextInt(2_000));
      long postmaster = postmaster();
      server.kill();
      if (database) {
        ProcessHandle.of(postmaster).ifPresent(ProcessHandle::destroyForcibly);
      }
      for (Future<?> client : running) {
        client.get(1, TimeUnit.MINUTES);
      }
    }
  }

  private long postmaster() throws IOException {
    Path file = folder.resolve("data").resolve("postgres/postmaster.pid");
    return Long.parseLong(Files.readAllLines(file).getFirst().strip());
  }

  /** Until the first failure, after which nobody knows. */
  private void write(S3Client s3, int client) {
    try {
      for (int step = 0; ; step++) {
        String name = client + "/" + step / 5 % NAMES;
        switch (step % 5) {
          case 0 -> ledger.replace(name, content -> put(s3, name, content));
          case 1 -> ledger.replace(name, content -> putUnderKms(s3, name, content));
          case 2 -> ledger.replace(name, content -> multipart(s3, name, content));
          case 3 -> ledger.remove(name, () -> delete(s3, name));
          default -> ledger.replace(name, content -> copied(s3, name, content));
        }
      }
    } catch (SdkException killed) {
      // As it should be; the ledger knows that this write may have happened.
    }
  }

  private static void put(S3Client s3, String name, byte[] content) {
    s3.putObject(put -> put.bucket(BUCKET).key(name), RequestBody.fromBytes(content));
  }

  private static void putUnderKms(S3Client s3, String name, byte[] content) {
    s3.putObject(
        put ->
            put.bucket(BUCKET)
                .key(name)
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .bucketKeyEnabled(content.length % 2 == 0),
        RequestBody.fromBytes(content));
  }

  private static void delete(S3Client s3, String name) {
    s3.deleteObject(delete -> delete.bucket(BUCKET).key(name));
  }

  /** Under another name first; both share the bytes then, until the next round replaces them. */
  private static void copied(S3Client s3, String name, byte[] content) {
    put(s3, "source/" + name, content);
    s3.copyObject(
        copy ->
            copy.sourceBucket(BUCKET)
                .sourceKey("source/" + name)
                .destinationBucket(BUCKET)
                .destinationKey(name));
  }

  private static void multipart(S3Client s3, String name, byte[] content) {
    String id = s3.createMultipartUpload(create -> create.bucket(BUCKET).key(name)).uploadId();
    String tag =
        s3.uploadPart(
                part -> part.bucket(BUCKET).key(name).uploadId(id).partNumber(1),
                RequestBody.fromBytes(content))
            .eTag();
    CompletedPart part = CompletedPart.builder().partNumber(1).eTag(tag).build();
    s3.completeMultipartUpload(
        done ->
            done.bucket(BUCKET).key(name).uploadId(id).multipartUpload(parts -> parts.parts(part)));
  }

  private void verify(Strongroom strongroom) {
    if (ledger.names().isEmpty()) {
      return;
    }
    S3Client s3 = strongroom.s3();
    for (String name : ledger.names()) {
      ledger.settle(name, get(s3, name));
    }
    assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET)).contents())
        .extracting(S3Object::key)
        .filteredOn(key -> !key.startsWith("source/"))
        .containsExactlyInAnyOrderElementsOf(
            ledger.names().stream().filter(name -> get(s3, name).isPresent()).toList());
    try (Metadata metadata = strongroom.metadata()) {
      assertThat(metadata.wrongReferences()).isZero();
    }
  }

  private static Optional<byte[]> get(S3Client s3, String name) {
    try {
      return Optional.of(s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(name)).asByteArray());
    } catch (NoSuchKeyException absent) {
      return Optional.empty();
    }
  }
}
