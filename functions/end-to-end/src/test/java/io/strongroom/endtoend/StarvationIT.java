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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Clients that begin and do not go on, against a heap of 256 MiB: the process lives, others are
 * served meanwhile, and afterwards nothing is left of it. Sets {@code -Dstrongroom.load=full} for
 * 2,000 of each kind.
 */
@OneProcess
@Timeout(1_200)
class StarvationIT {

  private static final int CLIENTS =
      "full".equals(System.getProperty("strongroom.load")) ? 2_000 : 600;
  private static final String BUCKET = "starving";
  private static final String LARGE = "large";
  private static final byte[] SMALL = Samples.bytes(100_000);

  private static Strongroom strongroom;

  @BeforeAll
  static void start() {
    strongroom = Strongroom.start(List.of());
    strongroom.s3().createBucket(create -> create.bucket(BUCKET));
    strongroom
        .s3()
        .putObject(
            put -> put.bucket(BUCKET).key(LARGE), RequestBody.fromBytes(Samples.bytes(16 << 20)));
  }

  @AfterAll
  static void stop() {
    strongroom.close();
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of("half heads", (Shape) RudeShapes::halfAHead),
        Arguments.of("half long heads", (Shape) RudeShapes::halfALongHead),
        Arguments.of("half documents of nobody", (Shape) RudeShapes::halfADocument),
        Arguments.of("half token calls", (Shape) RudeShapes::halfATokenCall),
        Arguments.of("half forms", RudeShapes.halfAForm(BUCKET)),
        Arguments.of("stalled uploads", RudeShapes.stalledUpload(BUCKET)),
        Arguments.of("half trailers", RudeShapes.halfATrailer(BUCKET)),
        Arguments.of("stalled readers", RudeShapes.stalledReader(BUCKET, LARGE)),
        Arguments.of("one byte a second", RudeShapes.byteASecond(BUCKET)),
        Arguments.of("strangers", RudeShapes.strangers(BUCKET)),
        Arguments.of("half handshakes", RudeShapes.halfAHandshake()),
        Arguments.of("handshakes and half heads", RudeShapes.handshakeAndHalfAHead()),
        Arguments.of("half heads at the KMS", RudeShapes.atTheKms(RudeShapes::halfAHead)),
        Arguments.of("half long heads at the KMS", RudeShapes.atTheKms(RudeShapes::halfALongHead)),
        Arguments.of("some of each", someOfEach()));
  }

  private static Shape someOfEach() {
    return RudeShapes.mixed(
        List.of(
            RudeShapes::halfALongHead,
            RudeShapes.stalledUpload(BUCKET),
            RudeShapes::halfADocument,
            RudeShapes.stalledReader(BUCKET, LARGE),
            RudeShapes.halfAHandshake(),
            RudeShapes.byteASecond(BUCKET),
            RudeShapes.halfAForm(BUCKET),
            RudeShapes.atTheKms(RudeShapes::halfALongHead),
            RudeShapes::halfATokenCall,
            RudeShapes.strangers(BUCKET)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void rudeClients_othersAreServedAndNothingIsLeft(String name, Shape shape) throws Exception {
    withstand(name, shape);
  }

  private static void withstand(String name, Shape shape) throws Exception {
    Stopwatch others = new Stopwatch();
    try (RudeClients clients = new RudeClients(strongroom)) {
      clients.begin(CLIENTS, shape);
      for (int i = 0; i < 5; i++) {
        servesOthers(others);
      }
    }
    servesOthers(new Stopwatch());
    awaitNothingHeld();
    CleanLog.check(strongroom.log());
    System.out.printf("starvation: %d of %s; of another: %s%n", CLIENTS, name, others);
  }

  private static void servesOthers(Stopwatch others) {
    S3Client s3 = strongroom.s3();
    others.time(
        "PUT",
        () -> s3.putObject(put -> put.bucket(BUCKET).key("small"), RequestBody.fromBytes(SMALL)));
    byte[] read =
        others.time(
            "GET", () -> s3.getObjectAsBytes(get -> get.bucket(BUCKET).key("small")).asByteArray());
    assertThat(read).isEqualTo(SMALL);
    assertThat(others.time("LIST", () -> s3.listObjectsV2(list -> list.bucket(BUCKET)).contents()))
        .anyMatch(object -> object.key().equals("small"));
  }

  /** The longest time that each operation took. */
  private static final class Stopwatch {

    private final Map<String, Long> longest = new LinkedHashMap<>();

    <T> T time(String operation, Supplier<T> work) {
      long begin = System.nanoTime();
      T result = work.get();
      longest.merge(operation, (System.nanoTime() - begin) / 1_000_000, Math::max);
      return result;
    }

    @Override
    public String toString() {
      return longest.entrySet().stream()
          .map(entry -> entry.getKey() + " within " + entry.getValue() + " ms")
          .collect(Collectors.joining(", "));
    }
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
