package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.strongroom.testkit.RunningServer;
import io.strongroom.testkit.TemporaryFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Who is told of what happens in a bucket, over HTTP, while the server is killed. */
@OneProcess
class EventsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TARGET = "arn:strongroom:events:::hook";

  /** What was taken, in the order in which it was. */
  private final Queue<JsonNode> taken = new ConcurrentLinkedQueue<>();

  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer hook;

  @BeforeEach
  void listen() throws IOException {
    hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    hook.createContext("/", this::take);
    hook.start();
  }

  @AfterEach
  void stop() {
    hook.stop(0);
  }

  /** One in seven is refused. */
  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    boolean refused = asked.incrementAndGet() % 7 == 0;
    if (!refused) {
      taken.add(JSON.readTree(body));
    }
    exchange.sendResponseHeaders(refused ? 503 : 204, -1);
    exchange.close();
  }

  private static NotificationConfiguration everything(String target) {
    return NotificationConfiguration.builder()
        .queueConfigurations(
            QueueConfiguration.builder()
                .id("all")
                .queueArn(target)
                .events(Event.S3_OBJECT_CREATED, Event.S3_OBJECT_REMOVED)
                .build())
        .build();
  }

  @Test
  void kill_amidWrites_everythingIsToldAndInOrderOfEachKey() throws Exception {
    try (TemporaryFolder folder = TemporaryFolder.create("strongroom-events")) {
      Path file = targets(folder);
      String bucket = null;
      List<String> tags = new ArrayList<>();
      for (int life = 0; life < 2; life++) {
        RunningServer server = start(folder, file);
        try (Strongroom strongroom =
            Strongroom.of(new Gateway(server, new TemporaryFolder(folder.resolve("nothing"))))) {
          if (bucket == null) {
            bucket = begin(strongroom);
          }
          String into = bucket;
          for (int i = 0; i < 30; i++) {
            String text = life + " " + i;
            tags.add(
                strongroom
                    .s3()
                    .putObject(
                        put -> put.bucket(into).key("k" + text.length() % 2),
                        RequestBody.fromString(text))
                    .eTag());
          }
          server.kill();
        }
      }
      try (Strongroom _ =
          Strongroom.of(
              new Gateway(start(folder, file), new TemporaryFolder(folder.resolve("nothing"))))) {
        awaitAll(tags);
      }
      verifyOrder();
    }
  }

  private Path targets(TemporaryFolder folder) throws IOException {
    return Files.writeString(
        Files.createFile(
            folder.resolve("events.properties"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
        "hook.url=http://127.0.0.1:%d/hook\n".formatted(hook.getAddress().getPort()));
  }

  private static RunningServer start(TemporaryFolder folder, Path file) throws Exception {
    return RunningServer.start(
            folder.resolve("data"),
            List.of("-Dstrongroom.events.targets=" + file, "-Dstrongroom.events.lease=2s"))
        .awaitReady();
  }

  private static String begin(Strongroom strongroom) {
    String bucket = strongroom.newBucket();
    assertThatThrownBy(
            () ->
                strongroom
                    .s3()
                    .putBucketNotificationConfiguration(
                        put ->
                            put.bucket(bucket)
                                .notificationConfiguration(everything(TARGET + "-not"))))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refused ->
                assertThat(refused.awsErrorDetails().errorMessage())
                    .contains("Unable to validate"));
    strongroom
        .s3()
        .putBucketNotificationConfiguration(
            put -> put.bucket(bucket).notificationConfiguration(everything(TARGET)));
    assertThat(
            strongroom
                .s3()
                .getBucketNotificationConfiguration(get -> get.bucket(bucket))
                .queueConfigurations())
        .isEqualTo(everything(TARGET).queueConfigurations());
    return bucket;
  }

  private void awaitAll(List<String> tags) throws InterruptedException {
    for (int i = 0; i < 600 && !told().containsAll(unquoted(tags)); i++) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
    assertThat(told()).containsAll(unquoted(tags));
    assertThat(taken).anyMatch(each -> each.path("Event").asText().equals("s3:TestEvent"));
  }

  private static List<String> unquoted(List<String> tags) {
    return tags.stream().map(tag -> tag.replace("\"", "")).toList();
  }

  private List<JsonNode> records() {
    return taken.stream()
        .filter(each -> each.has("Records"))
        .map(each -> each.at("/Records/0/s3/object"))
        .toList();
  }

  private List<String> told() {
    return records().stream().map(object -> object.path("eTag").asText()).toList();
  }

  /** What is told again is told before anything that happened later. */
  private void verifyOrder() {
    for (String key : List.of("k0", "k1")) {
      assertThat(
              records().stream()
                  .filter(object -> object.path("key").asText().equals(key))
                  .map(object -> object.path("sequencer").asText()))
          .isNotEmpty()
          .isSorted();
    }
  }
}
