package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every connection of the pool has the limits, Hibernate's included: it is the same pool. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class PoolRulesTest {

  @Inject Pool pool;

  private String one(String sql) {
    return pool.query(sql)
        .execute()
        .map(rows -> rows.iterator().next().getString(0))
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
  }

  @ParameterizedTest
  @CsvSource({
    "statement_timeout, 20s",
    "lock_timeout, 10s",
    "idle_in_transaction_session_timeout, 10s",
  })
  void connection_anyOfSeveral_hasTheLimit(String setting, String value) {
    List<String> values =
        IntStream.range(0, 10).parallel().mapToObj(i -> one("show " + setting)).toList();
    assertThat(values).containsOnly(value);
  }

  @Test
  void connection_brokenOff_isReplaced() {
    String pid = one("select cast(pg_backend_pid() as text)");
    assertThat(pid).isNotEmpty();
    pool.query("select pg_terminate_backend(pg_backend_pid())")
        .execute()
        .otherwiseEmpty()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    // For a moment the pool may still hand out what the database has closed.
    assertThat(IntStream.range(0, 100).anyMatch(i -> answers())).isTrue();
  }

  private boolean answers() {
    try {
      TimeUnit.MILLISECONDS.sleep(10);
      return one("show lock_timeout").equals("10s");
    } catch (CompletionException closed) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
