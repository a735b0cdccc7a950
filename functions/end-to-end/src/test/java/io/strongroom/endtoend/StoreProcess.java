package io.strongroom.endtoend;

import io.strongroom.testkit.FreePort;
import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A store of others as a process of the test, with a bucket, and a client that goes past us. */
final class StoreProcess implements AutoCloseable {

  static final String SEALED = "sealed";

  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final RealStore store;
  private final Path programs;
  private final TemporaryFolder folder;
  private final List<Integer> ports = IntStream.range(0, 8).mapToObj(i -> FreePort.next()).toList();
  private final S3Client client;
  private Background process;
  private int starts;

  private StoreProcess(RealStore store, Path programs) throws IOException {
    this.store = store;
    this.programs = programs;
    this.folder = TemporaryFolder.create("strongroom-" + store);
    this.client =
        S3Client.builder()
            .endpointOverride(endpoint())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(RealStore.ACCESS_KEY, RealStore.SECRET_KEY)))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClient(Apache5HttpClient.create())
            .build();
    this.process = launch();
  }

  static StoreProcess start(RealStore store, Path programs)
      throws IOException, InterruptedException {
    StoreProcess started = new StoreProcess(store, programs);
    started.awaitBucket();
    return started;
  }

  private Background launch() throws IOException {
    return Background.start(
        store + "-" + starts++,
        folder.path(),
        store.command(programs, folder.path(), ports),
        store.environment());
  }

  /** Until the store takes requests, and has the bucket. */
  private void awaitBucket() throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        client.createBucket(create -> create.bucket(SEALED));
        return;
      } catch (S3Exception answer) {
        if (answer.statusCode() == 409) {
          return;
        }
        failAfter(end, answer);
      } catch (SdkException notYet) {
        failAfter(end, notYet);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private void failAfter(long end, SdkException failure) {
    if (System.nanoTime() > end || process.hasEnded()) {
      String log = process.log();
      close();
      throw new AssertionError(store + " is not ready: " + log, failure);
    }
  }

  /** SIGKILL, and another process on what it kept. */
  void killAndStartAgain() throws IOException, InterruptedException {
    process.kill();
    process = launch();
    awaitBucket();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + ports.getFirst());
  }

  S3Client client() {
    return client;
  }

  /** A gateway of 256 MiB whose blobs are there, with these further settings of blobs. */
  Strongroom through(List<String> settings) throws IOException, InterruptedException {
    TemporaryFolder data = TemporaryFolder.create("strongroom-through-" + store);
    Path key =
        Files.writeString(
            Files.createFile(
                data.resolve("upstream.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
            "access-key-id=%s\nsecret-access-key=%s\n"
                .formatted(RealStore.ACCESS_KEY, RealStore.SECRET_KEY));
    List<String> all = new ArrayList<>(settings);
    all.addAll(
        List.of(
            "store=s3",
            "s3.endpoint=" + endpoint(),
            "s3.bucket=" + SEALED,
            "s3.prefix=vault/blobs",
            "s3.credentials-file=" + key));
    RunningServer server =
        RunningServer.start(
                data.resolve("data"),
                all.stream().map(setting -> "-Dstrongroom.blobs." + setting).toList())
            .awaitReady();
    return Strongroom.of(new Gateway(server, data));
  }

  @Override
  public void close() {
    client.close();
    process.close();
    try {
      folder.close();
    } catch (UncheckedIOException still) {
      // It is a temporary folder, and the test's result is known.
    }
  }
}
