package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.notification.Notifier;
import io.strongroom.domain.port.EventTargets;
import io.strongroom.domain.port.EventTargets.Message;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.NotificationConfiguration;
import io.strongroom.domain.record.NotificationConfiguration.Kind;
import io.strongroom.domain.record.NotificationConfiguration.Listener;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.VersionChange;
import io.strongroom.domain.testing.DirectWorkers;
import io.strongroom.domain.testing.Records;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told of what happens, whatever happens meanwhile. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class PostgresNotificationTest {

  private static final String TARGET = "arn:strongroom:events:::hook";
  private static final EncryptionRequest SERVICE = new EncryptionRequest.ServiceManaged();

  @Inject PostgresPorts store;
  @Inject Vertx vertx;
  @Inject Pool pool;

  private final Queue<Message> told = new ConcurrentLinkedQueue<>();
  private volatile boolean refusing;
  private JobFixture objects;
  private ObjectOutbox outbox;
  private BucketName bucket;

  @BeforeEach
  void bucket() {
    await(pool.query("delete from objects.outbox").execute().toCompletionStage());
    objects = new JobFixture(store.ports());
    outbox = new PostgresOutbox(pool);
    bucket = Records.bucketName();
    await(store.ports().buckets().createIfAbsent(Records.bucket(bucket)));
  }

  private <T> T await(Uni<T> uni) {
    return new OnVertx(vertx).await(uni);
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private void listen(String event, String prefix, String suffix) {
    await(
        store
            .ports()
            .buckets()
            .set(
                bucket,
                new BucketSetting.Notification(
                    Optional.of(
                        new NotificationConfiguration(
                            List.of(
                                new Listener(
                                    "all",
                                    Kind.QUEUE,
                                    TARGET,
                                    List.of(event),
                                    Optional.of(prefix),
                                    Optional.of(suffix))))))));
  }

  private Notifier notifier() {
    EventTargets targets =
        (arn, account) -> arn.equals(TARGET) ? Optional.of(this::take) : Optional.empty();
    return new Notifier(
        new Notifier.Work(outbox, store.ports().buckets(), targets),
        new DirectWorkers(),
        new Notifier.Patience(Duration.ofMinutes(5), Duration.ofDays(7)),
        (piece, settlement, noted) -> {},
        InstantSource.system());
  }

  private void take(Message message) throws IOException {
    if (refusing) {
      throw new IOException("the target answers 503");
    }
    told.add(message);
  }

  private void work() {
    Notifier notifier = notifier();
    while (await(notifier.work(16))) {
      // Some more.
    }
  }

  private Wanted wanted(String key) {
    return Wanted.current(Records.ref(bucket, key));
  }

  private void put(String key) {
    await(objects.put(wanted(key), "text", SERVICE));
  }

  private static long number(Message message) {
    return Long.parseLong(message.id().substring(message.id().lastIndexOf('-') + 1));
  }

  private List<String> types() {
    return told.stream().map(Message::type).toList();
  }

  @Test
  void set_listener_isToldATestFirst() {
    listen("s3:ObjectCreated:*", "", "");

    work();

    assertThat(types()).containsExactly("TestEvent");
    assertThat(new JsonObject(told.element().document()).getString("Bucket"))
        .isEqualTo(bucket.value());
  }

  @Test
  void work_whatHappens_isToldAsS3TellsItAndInOrder() {
    listen("s3:ObjectCreated:*", "in/", ".txt");
    work();
    put("in/a b.txt");
    put("in/a.jpg");
    put("out/a.txt");
    put("in/a b.txt");

    work();

    assertThat(types()).containsExactly("TestEvent", "ObjectCreated:Put", "ObjectCreated:Put");
    List<JsonObject> records =
        told.stream()
            .skip(1)
            .map(message -> new JsonObject(message.document()).getJsonArray("Records"))
            .map(all -> all.getJsonObject(0))
            .toList();
    JsonObject s3 = records.getFirst().getJsonObject("s3");
    assertThat(s3.getString("configurationId")).isEqualTo("all");
    assertThat(s3.getJsonObject("bucket").getString("arn")).isEqualTo(bucket.arn());
    JsonObject object = s3.getJsonObject("object");
    assertThat(object.getString("key")).isEqualTo("in%2Fa+b.txt");
    assertThat(object.getLong("size")).isEqualTo(4);
    assertThat(object.getString("eTag")).hasSize(32);
    assertThat(object.containsKey("versionId")).isFalse();
    assertThat(object.getString("sequencer"))
        .isLessThan(
            records.getLast().getJsonObject("s3").getJsonObject("object").getString("sequencer"));
  }

  @Test
  void work_deletionsAndTags_haveTheirNames() {
    listen("s3:ObjectTagging:*", "", "");
    work();
    put("k");
    await(
        store
            .ports()
            .objects()
            .change(
                await(store.ports().objects().find(Records.ref(bucket, "k")))
                    .orElseThrow()
                    .versionRef(),
                new VersionChange.Tags(List.of(new Tag("a", "1")))));
    work();
    listen("s3:ObjectRemoved:*", "", "");
    work();
    await(
        store
            .ports()
            .objects()
            .delete(wanted("k"), new WriteCondition.Always(), Objects.Permit.any()));

    work();

    assertThat(types())
        .containsExactly("TestEvent", "ObjectTagging:Put", "TestEvent", "ObjectRemoved:Delete");
  }

  @Test
  void work_targetThatRefuses_isToldLaterAndOfEachKeyInOrder() {
    listen("s3:ObjectCreated:*", "", "");
    work();
    told.clear();
    refusing = true;
    for (int i = 0; i < 3; i++) {
      put("a");
      put("b");
    }

    work();
    assertThat(told).isEmpty();
    refusing = false;
    await(pool.query("update objects.outbox set free_at = now()").execute().toCompletionStage());
    work();

    assertThat(told).hasSize(6);
    for (String key : List.of("a", "b")) {
      assertThat(
              told.stream()
                  .filter(each -> each.subject().equals(key))
                  .map(PostgresNotificationTest::number))
          .hasSize(3)
          .isSorted();
    }
  }

  @Test
  void work_sixteenWritersAndTwoWorkers_everythingIsTold() {
    listen("s3:ObjectCreated:*", "", "");
    List<CompletableFuture<?>> writers =
        IntStream.range(0, 16)
            .<CompletableFuture<?>>mapToObj(
                writer ->
                    CompletableFuture.runAsync(
                        () -> IntStream.range(0, 10).forEach(i -> put("key" + (writer + i) % 4))))
            .toList();
    CompletableFuture<Void> written =
        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
    List<CompletableFuture<Void>> workers =
        IntStream.range(0, 2)
            .mapToObj(
                each ->
                    CompletableFuture.runAsync(
                        () -> {
                          while (!written.isDone()) {
                            await(notifier().work(16));
                          }
                        }))
            .toList();
    written.orTimeout(300, TimeUnit.SECONDS).join();
    workers.forEach(worker -> worker.orTimeout(300, TimeUnit.SECONDS).join());

    work();

    assertThat(types()).filteredOn("ObjectCreated:Put"::equals).hasSize(160);
    assertThat(told.stream().map(Message::id).distinct()).hasSize(161);
  }
}
