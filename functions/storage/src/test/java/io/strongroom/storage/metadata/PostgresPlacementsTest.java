package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.BlobPlacements;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Turns;
import io.strongroom.domain.record.BlobHome;
import io.strongroom.domain.record.SealedBytes;
import io.strongroom.domain.testing.Records;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What records say of where blobs are, who may collect them, and whose turn it is. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class PostgresPlacementsTest {

  private static final WriteCondition ALWAYS = new WriteCondition.Always();

  @Inject PostgresPorts store;
  @Inject Pool pool;
  @Inject Vertx vertx;

  private <T> T await(Uni<T> uni) {
    return new OnVertx(vertx).await(uni);
  }

  private BlobPlacements placements() {
    return new PostgresBlobPlacements(pool);
  }

  private BucketName bucket() {
    BucketName bucket = Records.bucketName();
    await(store.ports().buckets().createIfAbsent(Records.bucket(bucket)));
    return bucket;
  }

  private ObjectRef put(BucketName bucket, UUID blob, Optional<SealedBytes> bytes) {
    ObjectRef ref = Records.ref(bucket, blob.toString());
    await(store.ports().objects().put(Records.object(ref, blob), ALWAYS, bytes));
    return ref;
  }

  @Test
  void place_andCount_onlyWhatIsOutsideOfTheDatabase() {
    BucketName bucket = bucket();
    UUID moved = UUID.randomUUID();
    UUID unsaid = UUID.randomUUID();
    UUID inside = UUID.randomUUID();
    BlobPlacements.Count before = await(placements().count());
    put(bucket, moved, Optional.empty());
    put(bucket, unsaid, Optional.empty());
    put(bucket, inside, Optional.of(SealedBytes.adopt(new byte[] {1})));
    await(placements().place(List.of(moved, UUID.randomUUID()), BlobHome.STORE));
    BlobPlacements.Count after = await(placements().count());
    assertThat(after.in(BlobHome.STORE)).isEqualTo(before.in(BlobHome.STORE) + 1);
    assertThat(after.unsaid()).isEqualTo(before.unsaid() + 1);
    assertThat(await(placements().notIn(BlobHome.STORE, Optional.empty(), 100_000)))
        .contains(unsaid)
        .doesNotContain(moved, inside);
    assertThat(await(placements().notIn(BlobHome.FOLDER, Optional.empty(), 100_000)))
        .contains(unsaid, moved);
  }

  @Test
  void notIn_pageAfterPage_eachOnceInOrder() {
    BucketName bucket = bucket();
    IntStream.range(0, 5).forEach(i -> put(bucket, UUID.randomUUID(), Optional.empty()));
    List<UUID> all = await(placements().notIn(BlobHome.FOLDER, Optional.empty(), 100_000));
    List<UUID> first = await(placements().notIn(BlobHome.FOLDER, Optional.empty(), 2));
    List<UUID> second = await(placements().notIn(BlobHome.FOLDER, Optional.of(first.getLast()), 2));
    assertThat(first).isEqualTo(all.subList(0, 2));
    assertThat(second).isEqualTo(all.subList(2, 4));
  }

  @Test
  void collectable_whileSomebodyHolds_none() {
    UUID blob = UUID.randomUUID();
    ObjectRef ref = put(bucket(), blob, Optional.empty());
    await(store.ports().objects().delete(Wanted.current(ref), ALWAYS, Objects.Permit.any()));
    hold("interval '1 minute'");
    assertThat(await(store.ports().references().collectable(100_000))).isEmpty();
    hold("interval '-1 second'");
    assertThat(await(store.ports().references().collectable(100_000))).contains(blob);
  }

  private void hold(String length) {
    pool.query(
            "insert into objects.collection_hold values ('test', now() + "
                + length
                + ") on conflict (holder) do update set ends_at = excluded.ends_at")
        .execute()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  @Test
  void take_bySeveralAtOnce_oneGetsIt() {
    Turns turns = new PostgresTurns(pool);
    String work = UUID.randomUUID().toString();
    List<Boolean> taken =
        IntStream.range(0, 8)
            .mapToObj(i -> new OnVertx(vertx).start(turns.take(work, Duration.ofHours(1))))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(taken).containsOnlyOnce(true);
  }

  @Test
  void take_afterItsEnd_isTheNextOnes() {
    Turns turns = new PostgresTurns(pool);
    String work = UUID.randomUUID().toString();
    assertThat(await(turns.take(work, Duration.ZERO))).isTrue();
    assertThat(await(turns.take(work, Duration.ofHours(1)))).isTrue();
    assertThat(await(turns.take(work, Duration.ofHours(1)))).isFalse();
  }
}
