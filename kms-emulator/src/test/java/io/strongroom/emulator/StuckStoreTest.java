package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.strongroom.emulator.server.KmsEndpoint;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A process whose only connection is held, for longer than anything may hold one. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@TestProfile(StuckStoreTest.OneConnection.class)
class StuckStoreTest {

  /** One connection, and limits that a test can wait for. */
  public static class OneConnection implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.datasource.kms.reactive.max-size", "1",
          "strongroom.kms.database.acquire-timeout", "PT0.5S",
          "strongroom.kms.database.statement-timeout", "PT1S",
          "strongroom.kms.database.lock-timeout", "PT0.5S",
          "strongroom.kms.database.idle-in-transaction-timeout", "PT1S");
    }
  }

  @Inject KmsEndpoint endpoint;

  @Inject
  @ReactiveDataSource("kms")
  Pool pool;

  private int live() {
    return RestAssured.given().get(endpoint.uri().orElseThrow() + "/health/live").statusCode();
  }

  private void await(int status) throws InterruptedException {
    for (int i = 0; i < 300 && live() != status; i++) {
      Thread.sleep(100);
    }
    assertThat(live()).isEqualTo(status);
  }

  @Test
  void connectionHeldForEver_notAlive_untilItComesBack() throws InterruptedException {
    await(200);
    SqlConnection held = pool.getConnectionAndAwait();
    await(503);
    RestAssured.given().get(endpoint.uri().orElseThrow() + "/health/ready").then().statusCode(503);
    held.closeAndAwait();
    await(200);
  }
}
