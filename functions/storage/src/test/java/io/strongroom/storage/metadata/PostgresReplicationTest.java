package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.ObjectOutbox;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Replicas;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.ReplicationStatus;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.Told;
import io.strongroom.domain.record.Version;
import io.strongroom.domain.record.VersionChange;
import io.strongroom.domain.replication.Replicator;
import io.strongroom.domain.testing.Records;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Copies of what is written, whatever happens meanwhile. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class PostgresReplicationTest {

  private static final EncryptionRequest SERVICE = new EncryptionRequest.ServiceManaged();

  @Inject PostgresPorts store;
  @Inject Vertx vertx;
  @Inject Pool pool;

  private ReplicationFixture fixture;
  private ObjectOutbox outbox;
  private Replicas replicas;
  private BucketName from;
  private BucketName to;

  @BeforeEach
  void buckets() {
    await(pool.query("delete from objects.outbox").execute().toCompletionStage());
    fixture = new ReplicationFixture(store.ports());
    outbox = new PostgresOutbox(pool);
    replicas = new PostgresReplicas(pool);
    from = await(fixture.bucket());
    to = await(fixture.bucket());
    await(fixture.copy(from, ReplicationFixture.everything(to)));
  }

  private <T> T await(Uni<T> uni) {
    return new OnVertx(vertx).await(uni);
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
  }

  private static Wanted current(BucketName bucket, String key) {
    return Wanted.current(Records.ref(bucket, key));
  }

  private void put(String key, String text, EncryptionRequest encryption) {
    await(fixture.objects.put(current(from, key), text, encryption));
  }

  private void delete(String key) {
    await(
        store
            .ports()
            .objects()
            .delete(current(from, key), new WriteCondition.Always(), Objects.Permit.any()));
  }

  private Replicator worker() {
    return fixture.worker(outbox, replicas, ReplicationFixture.LONG, ReplicationFixture.WEEK);
  }

  private void work() {
    work(worker());
  }

  /** Until nothing is left that nobody holds. */
  private void work(Replicator worker) {
    while (await(worker.work(8))) {
      // Some more.
    }
  }

  private ObjectVersion object(BucketName bucket, String key) {
    return await(store.ports().objects().find(Records.ref(bucket, key))).orElseThrow();
  }

  private Optional<ReplicationStatus> status(BucketName bucket, String key) {
    return object(bucket, key).marks().replication();
  }

  private String text(BucketName bucket, String key) {
    return await(fixture.objects.get(current(bucket, key), Optional.empty()));
  }

  private long pieces() {
    return await(
            pool.preparedQuery("select count(*) from objects.outbox where bucket = $1")
                .execute(Tuple.of(from.value()))
                .toCompletionStage())
        .iterator()
        .next()
        .getLong(0);
  }

  /** Ids and kinds of all versions, from the newest to the oldest of each key. */
  private List<String> versions(BucketName bucket) {
    List<String> all = new ArrayList<>();
    await(
            pool.preparedQuery(
                    "select key, version_id, delete_marker, is_latest from objects.object_version"
                        + " where bucket = $1 order by key, place desc")
                .execute(Tuple.of(bucket.value()))
                .toCompletionStage())
        .forEach(
            row ->
                all.add(
                    row.getString(0)
                        + " "
                        + row.getString(1)
                        + (row.getBoolean(2) ? " marker" : "")
                        + (row.getBoolean(3) ? " latest" : "")));
    return all;
  }

  @Test
  void put_bucketWithoutARule_notesNothing() {
    await(fixture.objects.put(current(to, "k"), "text", SERVICE));

    assertThat(
            await(
                    pool.preparedQuery("select count(*) from objects.outbox where bucket = $1")
                        .execute(Tuple.of(to.value()))
                        .toCompletionStage())
                .iterator()
                .next()
                .getLong(0))
        .isZero();
    assertThat(status(to, "k")).isEmpty();
  }

  @Test
  void work_object_isCopiedUnderItsVersionAndNotCopiedOn() {
    BucketName third = await(fixture.bucket());
    await(fixture.copy(to, ReplicationFixture.everything(third)));
    put("k", "text", SERVICE);
    assertThat(status(from, "k")).contains(ReplicationStatus.PENDING);

    work();

    ObjectVersion source = object(from, "k");
    ObjectVersion copy = object(to, "k");
    assertThat(text(to, "k")).isEqualTo("text");
    assertThat(copy.version()).isEqualTo(source.version());
    assertThat(copy.etag()).isEqualTo(source.etag());
    assertThat(copy.lastModified()).isEqualTo(source.lastModified());
    assertThat(copy.envelope()).isNotEqualTo(source.envelope());
    assertThat(copy.manifest()).isNotEqualTo(source.manifest());
    assertThat(source.marks().replication()).contains(ReplicationStatus.COMPLETED);
    assertThat(copy.marks().replication()).contains(ReplicationStatus.REPLICA);
    assertThat(versions(third)).isEmpty();
    assertThat(pieces()).isZero();
  }

  @Test
  void work_writesTagsAndDeletions_followInTheirOrder() {
    put("k", "one", SERVICE);
    put("k", "two", SERVICE);
    await(
        store
            .ports()
            .objects()
            .change(
                object(from, "k").versionRef(),
                new VersionChange.Tags(List.of(new Tag("a", "1")))));
    put("other", "x", SERVICE);
    delete("k");
    put("k", "three", SERVICE);
    assertThat(pieces()).isEqualTo(6);

    work();

    assertThat(versions(to)).isEqualTo(versions(from)).hasSize(5);
    assertThat(text(to, "k")).isEqualTo("three");
    VersionId tagged = new VersionId(versions(to).get(2).split(" ")[1]);
    Version copy =
        await(store.ports().objects().locate(new Wanted(Records.ref(to, "k"), Optional.of(tagged))))
            .found()
            .orElseThrow();
    assertThat(copy.object().orElseThrow().marks().tags()).containsExactly(new Tag("a", "1"));
  }

  @Test
  void work_filters_decideWhatIsCopied() {
    await(
        fixture.copy(
            from,
            ReplicationFixture.rule(to, "in/", List.of(new Tag("copy", "yes")), Optional.empty())));
    put("in/untagged", "x", SERVICE);
    put("out", "x", SERVICE);

    assertThat(pieces()).isZero();
    assertThat(status(from, "out")).isEmpty();
  }

  @Test
  void work_destinationWithADefault_winsOverTheSource() {
    await(
        store
            .ports()
            .buckets()
            .setEncryption(
                to,
                Optional.of(
                    new EncryptionConfiguration(
                        EncryptionConfiguration.Algorithm.KMS,
                        Optional.of(KeyName.parse(JobFixture.arn("theirs"))),
                        Optional.empty(),
                        DataCipher.AES_256,
                        true,
                        false))));
    put("service", "x", SERVICE);
    put("kms", "x", JobFixture.kms("ours", false));

    work();

    assertThat(keyOf("service")).isEqualTo(JobFixture.arn("theirs"));
    assertThat(keyOf("kms")).isEqualTo(JobFixture.arn("theirs"));
    assertThat(object(to, "service").etag()).isNotEqualTo(object(from, "service").etag());
  }

  @Test
  void work_destinationWithoutADefault_isEncryptedAsTheSource() {
    put("service", "x", SERVICE);
    put("kms", "x", JobFixture.kms("ours", false));

    work();

    assertThat(object(to, "service").encryption())
        .isEqualTo(new EncryptionDescription.ServiceManaged());
    assertThat(keyOf("kms")).isEqualTo(JobFixture.arn("ours"));
  }

  @Test
  void work_keyInTheRule_isTakenForWhatIsUnderKmsKeys() {
    await(
        fixture.copy(
            from,
            ReplicationFixture.rule(to, "", List.of(), Optional.of(JobFixture.arn("replicas")))));
    put("service", "x", SERVICE);
    put("kms", "x", JobFixture.kms("ours", true));

    work();

    assertThat(object(to, "service").encryption())
        .isEqualTo(new EncryptionDescription.ServiceManaged());
    assertThat(keyOf("kms")).isEqualTo(JobFixture.arn("replicas"));
  }

  private String keyOf(String key) {
    return object(to, key).encryption() instanceof EncryptionDescription.KmsManaged kms
        ? kms.keyId().text()
        : "none";
  }

  @Test
  void work_keyThatIsRefused_waitsInOrderAndGoesOn() {
    put("k", "one", JobFixture.kms("ours", false));
    put("k", "two", SERVICE);
    fixture.objects.kms.disabled.add(JobFixture.arn("ours"));

    work();

    assertThat(fixture.putOff).hasSize(1);
    assertThat(versions(to)).isEmpty();
    assertThat(status(from, "k")).contains(ReplicationStatus.PENDING);
    fixture.objects.kms.disabled.clear();
    await(pool.query("update objects.outbox set free_at = now()").execute().toCompletionStage());
    work();
    assertThat(versions(to)).isEqualTo(versions(from)).hasSize(2);
  }

  @Test
  void work_tooLate_fails() {
    put("k", "one", JobFixture.kms("ours", false));
    fixture.objects.kms.disabled.add(JobFixture.arn("ours"));

    work(fixture.worker(outbox, replicas, ReplicationFixture.LONG, Duration.ZERO));

    assertThat(fixture.failed).hasSize(1);
    assertThat(status(from, "k")).contains(ReplicationStatus.FAILED);
    assertThat(pieces()).isZero();
  }

  @Test
  void work_twoDestinations_completedWhenBothAre() {
    BucketName second = await(fixture.bucket());
    await(
        fixture.copy(
            from, ReplicationFixture.everything(to), ReplicationFixture.everything(second)));
    put("k", "x", SERVICE);
    assertThat(pieces()).isEqualTo(2);

    await(worker().work(1));
    assertThat(status(from, "k")).contains(ReplicationStatus.PENDING);
    work();

    assertThat(status(from, "k")).contains(ReplicationStatus.COMPLETED);
    assertThat(versions(second)).isEqualTo(versions(to)).isEqualTo(versions(from));
  }

  @Test
  void suspend_bucketThatIsCopied_refused() {
    assertThat(
            catchThrowable(
                () -> await(store.ports().buckets().setVersioning(from, Versioning.SUSPENDED))))
        .hasMessageContaining("CopiesKeepVersions");
  }

  /** Claim, put or mark or tags, settle: whichever is the last of a worker, another goes on. */
  @Test
  void work_killedAtEachStep_nothingIsLostOrTwice() {
    for (int last = 1; last <= 8; last++) {
      for (boolean afterwards : new boolean[] {false, true}) {
        String key = "k" + last + afterwards;
        put(key, "one", SERVICE);
        delete(key);
        put(key, "two", SERVICE);
        MortalWorker mortal = new MortalWorker(outbox, replicas, last, afterwards);
        CompletableFuture<Boolean> dying = new OnVertx(vertx).start(untilDead(mortal));
        while (!mortal.isDead() && !dying.isDone()) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        await(
            pool.query("update objects.outbox set free_at = now()").execute().toCompletionStage());

        work();

        assertThat(versions(to)).as(key).isEqualTo(versions(from));
        assertThat(text(to, key)).isEqualTo("two");
        assertThat(status(from, key)).contains(ReplicationStatus.COMPLETED);
        assertThat(pieces()).isZero();
      }
    }
  }

  private Uni<Boolean> untilDead(MortalWorker mortal) {
    Replicator worker =
        fixture.worker(mortal, mortal, ReplicationFixture.LONG, ReplicationFixture.WEEK);
    return Uni.createFrom()
        .deferred(() -> worker.work(8))
        .repeat()
        .whilst(more -> more)
        .collect()
        .last();
  }

  @Test
  void settle_leaseThatWasLost_changesNothing() {
    put("k", "x", SERVICE);
    var first = await(outbox.claim(Told.Lane.Kind.COPY, Duration.ZERO, 1)).getFirst();
    var second = await(outbox.claim(Told.Lane.Kind.COPY, ReplicationFixture.LONG, 1)).getFirst();

    assertThat(await(outbox.settle(first, new ObjectOutbox.Settlement.Done()))).isFalse();
    assertThat(status(from, "k")).contains(ReplicationStatus.PENDING);
    assertThat(await(outbox.keep(first, ReplicationFixture.LONG))).isFalse();
    assertThat(await(outbox.settle(second, new ObjectOutbox.Settlement.Done()))).isTrue();
    assertThat(status(from, "k")).contains(ReplicationStatus.COMPLETED);
  }

  @Test
  void work_sixteenWritersAndThreeWorkers_targetEqualsSource() {
    List<CompletableFuture<?>> writers =
        IntStream.range(0, 16)
            .<CompletableFuture<?>>mapToObj(
                writer -> CompletableFuture.runAsync(() -> write(writer)))
            .toList();
    CompletableFuture<Void> written =
        CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
    List<CompletableFuture<Void>> workers =
        IntStream.range(0, 3)
            .mapToObj(
                each ->
                    CompletableFuture.runAsync(
                        () -> {
                          while (!written.isDone()) {
                            await(worker().work(8));
                          }
                        }))
            .toList();
    written.orTimeout(300, TimeUnit.SECONDS).join();
    workers.forEach(worker -> worker.orTimeout(300, TimeUnit.SECONDS).join());

    for (int key = 0; key < 4; key++) {
      put("key" + key, "end of " + key, SERVICE);
    }
    work();

    assertThat(pieces()).isZero();
    assertThat(versions(to)).isEqualTo(versions(from)).hasSize(16 * 12 + 4);
    for (int key = 0; key < 4; key++) {
      assertThat(text(to, "key" + key)).isEqualTo(text(from, "key" + key));
    }
  }

  private void write(int writer) {
    for (int i = 0; i < 12; i++) {
      String key = "key" + (writer + i) % 4;
      if (i % 5 == 4) {
        delete(key);
      } else {
        put(key, writer + " " + i, SERVICE);
      }
    }
  }
}
