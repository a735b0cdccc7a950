package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Objects.Permit;
import io.strongroom.domain.testing.Records;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Writers of one key whose current version changes under them never wait for each other in a
 * circle. The database would end one of them after a second, and each more costs a second more.
 */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class VersionDeadlockTest {

  private static final WriteCondition ALWAYS = new WriteCondition.Always();
  private static final int WRITERS = 16;
  private static final int ROUNDS = 200;

  @Inject PostgresPorts store;
  @Inject Vertx vertx;
  @Inject Pool pool;

  private <T> T await(Uni<T> uni) {
    return new OnVertx(vertx).await(uni);
  }

  /** Sessions tell the statistics once a second at most, and all that is left when asked. */
  private long circles() throws Exception {
    TimeUnit.MILLISECONDS.sleep(1_200);
    List<CompletableFuture<Long>> asked =
        IntStream.range(0, WRITERS)
            .mapToObj(
                i ->
                    pool.query(
                            "select deadlocks from pg_stat_database"
                                + " where datname = current_database()")
                        .execute()
                        .map(rows -> rows.iterator().next().getLong(0))
                        .toCompletionStage()
                        .toCompletableFuture())
            .toList();
    return asked.stream().mapToLong(CompletableFuture::join).max().orElseThrow();
  }

  /** Most put markers in front of the version, or write another; the last ones name it. */
  private Uni<?> change(Objects objects, ObjectRef ref, VersionId named, int writer) {
    if (writer > WRITERS * 2 / 3) {
      return objects.delete(new Wanted(ref, Optional.of(named)), ALWAYS, Permit.any());
    }
    return writer % 2 == 0
        ? objects.delete(Wanted.current(ref), ALWAYS, Permit.any())
        : objects.put(Records.object(ref, UUID.randomUUID()), ALWAYS);
  }

  @Test
  void changes_ofOneKeyBySixteen_neverInACircle() throws Exception {
    Objects objects = store.ports().objects();
    BucketName bucket = Records.bucketName();
    await(store.ports().buckets().createIfAbsent(Records.bucket(bucket)));
    await(store.ports().buckets().setVersioning(bucket, Versioning.ENABLED));
    long before = circles();
    for (int round = 0; round < ROUNDS; round++) {
      ObjectRef ref = Records.ref(bucket, "k" + round);
      VersionId named =
          await(objects.put(Records.object(ref, UUID.randomUUID()), ALWAYS)).version();
      List<CompletableFuture<?>> running =
          IntStream.range(0, WRITERS)
              .<CompletableFuture<?>>mapToObj(
                  i -> new OnVertx(vertx).start(change(objects, ref, named, i)))
              .toList();
      running.forEach(one -> one.orTimeout(60, TimeUnit.SECONDS).join());
    }
    assertThat(circles() - before).isZero();
  }
}
