package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.endtoend.RudeClients.Shape;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Clients that begin and do not go on, against a heap of 256 MiB: the process lives, others are
 * served meanwhile, and afterwards nothing is left of it. Sets {@code -Dstrongroom.load=full} for
 * 2,000 of each kind.
 */
@OneProcess
@Timeout(600)
class StarvationIT {

  private static final int CLIENTS =
      "full".equals(System.getProperty("strongroom.load")) ? 2_000 : 600;
  private static final byte[] SMALL = Samples.bytes(100_000);

  private static Strongroom strongroom;
  private static String bucket;

  @BeforeAll
  static void start() {
    strongroom = Strongroom.start(List.of());
    bucket = strongroom.newBucket();
    strongroom
        .s3()
        .putObject(
            put -> put.bucket(bucket).key("large"), RequestBody.fromBytes(Samples.bytes(16 << 20)));
  }

  @AfterAll
  static void stop() {
    strongroom.close();
  }

  @Test
  void halfHeads_othersAreServedAndNothingIsLeft() throws Exception {
    withstand(RudeClients::halfAHead);
  }

  @Test
  void halfDocumentsOfNobody_othersAreServedAndNothingIsLeft() throws Exception {
    withstand(RudeClients::halfADocument);
  }

  @Test
  void stalledUploads_othersAreServedAndNothingIsLeft() throws Exception {
    withstand(RudeClients.stalledUpload(bucket));
  }

  @Test
  void stalledReaders_othersAreServedAndNothingIsLeft() throws Exception {
    withstand(RudeClients.stalledReader(bucket, "large"));
  }

  @Test
  void oneByteASecond_othersAreServedAndNothingIsLeft() throws Exception {
    withstand(RudeClients.byteASecond(bucket));
  }

  private static void withstand(Shape shape) throws Exception {
    try (RudeClients clients = new RudeClients(strongroom)) {
      clients.begin(CLIENTS, shape);
      for (int i = 0; i < 3; i++) {
        servesOthers();
      }
    }
    servesOthers();
    awaitNothingHeld();
    assertThat(strongroom.log()).doesNotContain("OutOfMemoryError").doesNotContain("\tat ");
  }

  private static void servesOthers() {
    S3Client s3 = strongroom.s3();
    s3.putObject(put -> put.bucket(bucket).key("small"), RequestBody.fromBytes(SMALL));
    assertThat(s3.getObjectAsBytes(get -> get.bucket(bucket).key("small")).asByteArray())
        .isEqualTo(SMALL);
    assertThat(s3.listObjectsV2(list -> list.bucket(bucket)).contents())
        .anyMatch(object -> object.key().equals("small"));
  }

  /** Within the test's time: neither a byte of the budget nor an unfinished file. */
  private static void awaitNothingHeld() throws Exception {
    while (!metrics().contains("strongroom_admission_bytes 0.0") || unfinished() > 0) {
      Thread.sleep(200);
    }
  }

  private static long unfinished() throws IOException {
    try (Stream<Path> files = Files.list(strongroom.data().resolve("blobs/tmp"))) {
      return files.count();
    }
  }

  private static String metrics() throws Exception {
    URI health = strongroom.endpoint("health");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(health.resolve("/q/metrics")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
