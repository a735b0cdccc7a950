package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.strongroom.emulator.server.KmsEndpoint;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/** What ends a call that the database holds up. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(NetsTest.ShortNets.class)
class NetsTest {

  /** One connection, and limits that a test can wait for. */
  public static class ShortNets implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.datasource.kms.reactive.max-size", "1",
          "strongroom.kms.database.acquire-timeout", "PT1S",
          "strongroom.kms.database.lock-timeout", "PT4S");
    }
  }

  @Inject KmsEndpoint endpoint;

  @Inject
  @ReactiveDataSource("kms")
  Pool pool;

  private KmsClient kms;

  @BeforeEach
  void connect() {
    kms = Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "us-west-2");
  }

  @AfterEach
  void disconnect() {
    kms.close();
  }

  @Test
  void connections_haveEveryLimit() throws Exception {
    String settings =
        pool.query(
                "SELECT current_setting('statement_timeout') || ' ' ||"
                    + " current_setting('lock_timeout') || ' ' ||"
                    + " current_setting('idle_in_transaction_session_timeout')")
            .executeAndAwait()
            .iterator()
            .next()
            .getString(0);

    assertThat(settings).isEqualTo("20s 4s 30s");
  }

  @Test
  void lockHeldElsewhere_busyAtTheLimit_thenEverythingGoesOn() throws Exception {
    String key = kms.createKey().keyMetadata().keyId();
    try (Connection other = PostgresResource.connection();
        Statement statement = other.createStatement();
        ExecutorService threads = Executors.newFixedThreadPool(1)) {
      other.setAutoCommit(false);
      statement.execute("SELECT * FROM kms.kms_key WHERE key_id = '" + key + "' FOR UPDATE");

      CompletableFuture<Void> held =
          CompletableFuture.runAsync(
              () ->
                  assertBusy(() -> kms.updateKeyDescription(r -> r.keyId(key).description("held"))),
              threads);
      while (!held.isDone() && isNobodyWaiting()) {
        Thread.sleep(20);
      }
      // The only connection is taken: whoever else comes is not kept waiting for its end.
      assertBusy(() -> kms.listKeys());
      held.join();
    }
    kms.updateKeyDescription(r -> r.keyId(key).description("free"));
    assertThat(kms.describeKey(r -> r.keyId(key)).keyMetadata().description()).isEqualTo("free");
  }

  private static boolean isNobodyWaiting() throws SQLException {
    return PostgresResource.query(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        == 0;
  }

  private static void assertBusy(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            KmsException.class,
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(503);
              assertThat(refused.awsErrorDetails().errorCode())
                  .isEqualTo("ServiceUnavailableException");
              assertThat(
                      refused
                          .awsErrorDetails()
                          .sdkHttpResponse()
                          .firstMatchingHeader("Retry-After"))
                  .hasValue("1");
            });
  }
}
