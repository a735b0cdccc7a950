package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.ReplicationRule;
import io.strongroom.domain.replication.Replicator;
import io.strongroom.domain.testing.Records;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies of what was there before a rule asked for any. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class ExistingCopiesTest {

  private static final EncryptionRequest SERVICE = new EncryptionRequest.ServiceManaged();

  @Inject PostgresPorts store;
  @Inject Vertx vertx;
  @Inject Pool pool;

  private final Random random = new Random(3);
  private ReplicationFixture fixture;
  private BucketName from;
  private BucketName to;

  @BeforeEach
  void buckets() {
    rows("delete from objects.outbox", Tuple.tuple());
    fixture = new ReplicationFixture(store.ports());
    from = await(fixture.bucket());
    to = await(fixture.bucket());
  }

  private <T> T await(Uni<T> uni) {
    return new OnVertx(vertx).await(uni);
  }

  private RowSet<Row> rows(String sql, Tuple parameters) {
    return pool.preparedQuery(sql)
        .execute(parameters)
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  private static Wanted current(BucketName bucket, String key) {
    return Wanted.current(Records.ref(bucket, key));
  }

  private void put(BucketName bucket, String key, String text) {
    await(fixture.objects.put(current(bucket, key), text, SERVICE));
  }

  private void delete(String key) {
    await(
        store
            .ports()
            .objects()
            .delete(current(from, key), new WriteCondition.Always(), Objects.Permit.any()));
  }

  private void ask() {
    ReplicationRule everything = ReplicationFixture.everything(to);
    await(fixture.copy(from, everything));
  }

  private void work() {
    Replicator worker =
        fixture.worker(
            new PostgresOutbox(pool),
            new PostgresReplicas(pool),
            ReplicationFixture.LONG,
            ReplicationFixture.WEEK);
    while (await(worker.work(8))) {
      // Some more.
    }
  }

  /** Key and id, from the newest to the oldest of each key. */
  private List<String> versions(BucketName bucket) {
    List<String> all = new ArrayList<>();
    rows(
            "select key || ' ' || version_id || ' ' || is_latest || ' ' || delete_marker from"
                + " objects.object_version where bucket = $1 order by key, place desc",
            Tuple.of(bucket.value()))
        .forEach(row -> all.add(row.getString(0)));
    return all;
  }

  private String queue(BucketName bucket, String version) {
    String[] words = version.split(" ");
    return rows(
            "select objects.queue_copies($1, $2, $3)", Tuple.of(bucket.value(), words[0], words[1]))
        .iterator()
        .next()
        .getString(0);
  }

  /** In no order, as a walk by id has none. */
  private List<String> queueAll(BucketName bucket) {
    List<String> all = new ArrayList<>(versions(bucket));
    Collections.shuffle(all, random);
    return all.stream().map(version -> queue(bucket, version)).toList();
  }

  private void history(String key) {
    put(from, key, "one");
    put(from, key, "two");
    delete(key);
    put(from, key, "three");
  }

  @Test
  void queue_inAnyOrder_targetHasTheOrderOfTheSource() {
    history("a");
    history("b");
    delete("b");
    ask();
    put(from, "a", "written with the rule");
    work();

    assertThat(queueAll(from)).containsOnly("").hasSize(10);
    work();

    assertThat(versions(to)).isEqualTo(versions(from)).hasSize(10);
    assertThat(await(fixture.objects.get(current(to, "a"), Optional.empty())))
        .isEqualTo("written with the rule");
  }

  @Test
  void queue_whatWasCopied_isNotMadeTwice() {
    history("a");
    ask();
    queueAll(from);
    work();

    assertThat(queueAll(from)).containsOnly("");
    work();

    assertThat(versions(to)).isEqualTo(versions(from)).hasSize(4);
  }

  @Test
  void queue_targetWithSomethingNewer_keepsItInFront() {
    put(from, "a", "old");
    put(to, "a", "new");
    ask();

    queueAll(from);
    work();

    assertThat(versions(to)).hasSize(2);
    assertThat(await(fixture.objects.get(current(to, "a"), Optional.empty()))).isEqualTo("new");
  }

  @Test
  void queue_whatIsNotToBeCopied_saysWhy() {
    put(from, "a", "text");
    assertThat(queueAll(from)).containsExactly("no-rule");
    ask();
    assertThat(queueAll(from)).containsExactly("");
    assertThat(queueAll(from)).containsExactly("pending");
    assertThat(queue(from, "b null")).isEqualTo("gone");
    work();

    await(fixture.copy(to, ReplicationFixture.everything(from)));
    assertThat(queueAll(to)).containsExactly("replica");
  }

  @Test
  void queue_amidSixteenWriters_targetEqualsSource() {
    IntStream.range(0, 4).forEach(key -> history("key" + key));
    ask();
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String key = "key" + i % 4;
      all.add(
          CompletableFuture.runAsync(
              () -> {
                put(from, key, "one more");
                work();
                put(from, key, "and more");
              }));
    }
    all.add(CompletableFuture.runAsync(() -> queueAll(from)));
    all.forEach(each -> each.orTimeout(300, TimeUnit.SECONDS).join());
    work();

    assertThat(versions(to)).isEqualTo(versions(from)).hasSize(4 * 4 + 32);
    assertThat(rows("select 1 from objects.outbox", Tuple.tuple()).size()).isZero();
  }

  @Test
  void work_bothWaysWithSixteenWriters_bothEndTheSame() {
    ask();
    await(fixture.copy(to, ReplicationFixture.everything(from)));
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      String key = "key" + i % 4;
      BucketName side = i % 2 == 0 ? from : to;
      all.add(
          CompletableFuture.runAsync(
              () -> {
                put(side, key, "here");
                work();
                put(side, key, "and here");
              }));
    }
    all.forEach(each -> each.orTimeout(300, TimeUnit.SECONDS).join());
    work();

    assertThat(versions(to)).isEqualTo(versions(from)).hasSize(32);
    assertThat(rows("select 1 from objects.outbox", Tuple.tuple()).size()).isZero();
  }
}
