package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.testing.Records;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that a failover left with a server that takes no writes any more. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class DemotedServerTest {

  @Inject PostgresPorts store;
  @Inject Pool pool;
  @Inject Vertx vertx;

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** As a standby is, for what the pool can see of it. */
  private void demote() {
    for (SqlConnection connection : all()) {
      await(
          connection
              .query("select set_config('default_transaction_read_only', 'on', false)")
              .execute());
      await(connection.close());
    }
  }

  /** Held until all are: the pool may rather make one than give one of another event loop. */
  private List<SqlConnection> all() {
    List<SqlConnection> held = new ArrayList<>();
    do {
      held.add(await(pool.getConnection()));
    } while (held.size() < pool.size());
    return held;
  }

  private boolean noneIsLeft() {
    boolean all = true;
    for (SqlConnection connection : all()) {
      all &= await(isOff(connection).otherwise(false));
      await(connection.close().otherwiseEmpty());
    }
    return all;
  }

  private static Future<Boolean> isOff(SqlConnection connection) {
    return connection
        .query("select current_setting('default_transaction_read_only')")
        .execute()
        .map(rows -> rows.iterator().next().getString(0).equals("off"));
  }

  /** Whoever tests after this shares the pool. */
  @AfterEach
  void recover() throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      if (isWritable() && isWritable()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("connections stayed as they were");
  }

  private boolean isWritable() {
    boolean all = true;
    for (SqlConnection connection : all()) {
      all &= await(madeWritable(connection).otherwise(false));
      await(connection.close().otherwiseEmpty());
    }
    return all;
  }

  private static Future<Boolean> madeWritable(SqlConnection connection) {
    return connection
        .query("select set_config('default_transaction_read_only', 'off', false)")
        .execute()
        .map(done -> true);
  }

  @Test
  void write_onADemotedServer_isUnavailableAndTheNextGoesElsewhere() throws Exception {
    OnVertx context = new OnVertx(vertx);
    BucketName bucket = Records.bucketName();
    context.await(store.ports().buckets().createIfAbsent(Records.bucket(bucket)));
    demote();
    assertThatThrownBy(() -> context.await(put(bucket)))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e -> assertThat(e.error()).isInstanceOf(RequestError.StorageUnavailable.class));
    assertThat(succeedsSoon(context, bucket)).isTrue();
  }

  @Test
  void write_onADemotedServer_leavesNoneOfItsConnectionsInThePool() throws Exception {
    OnVertx context = new OnVertx(vertx);
    BucketName bucket = Records.bucketName();
    context.await(store.ports().buckets().createIfAbsent(Records.bucket(bucket)));
    demote();
    assertThatThrownBy(() -> context.await(put(bucket))).isInstanceOf(ObjectStoreException.class);
    boolean gone = false;
    for (int i = 0; i < 200 && !gone; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      gone = noneIsLeft();
    }
    assertThat(gone).isTrue();
  }

  private Uni<?> put(BucketName bucket) {
    return store
        .ports()
        .objects()
        .put(
            Records.object(Records.ref(bucket, "k"), UUID.randomUUID()),
            new WriteCondition.Always());
  }

  private boolean succeedsSoon(OnVertx context, BucketName bucket) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      try {
        context.await(put(bucket));
        return true;
      } catch (ObjectStoreException unavailable) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    return false;
  }

  @Test
  void ask_demotedServer_isNotReadyUntilTheConnectionsAreOthers() throws Exception {
    OnVertx context = new OnVertx(vertx);
    PoolQuestion question = new PoolQuestion(pool);
    assertThat(context.await(question.ask())).isTrue();
    demote();
    assertThat(context.await(question.ask())).isFalse();
    boolean ready = false;
    for (int i = 0; i < 200 && !ready; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
      ready = context.await(question.ask());
    }
    assertThat(ready).isTrue();
  }
}
