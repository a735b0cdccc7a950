package io.strongroom.function.getobject;

import static io.strongroom.testkit.SignedRequests.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestDatabase;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process whose connections are all held, for longer than anything may hold one. */
@QuarkusTest
@QuarkusTestResource(FunctionTestResource.class)
@TestProfile(StuckPoolTest.FewConnections.class)
class StuckPoolTest {

  private static final int CONNECTIONS = 2;

  @Inject Pool pool;

  @TestHTTPResource(value = "/q/health/", management = true)
  URI health;

  private final List<SqlConnection> held = new ArrayList<>();

  /** Limits that a test can wait for. */
  public static final class FewConnections implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.datasource.reactive.max-size", String.valueOf(CONNECTIONS),
          "strongroom.database.connection-wait", "1s",
          // A connection that is silent for twice as long is closed: longer than this test holds
          // any.
          "strongroom.database.statement-timeout", "15s",
          "strongroom.database.lock-timeout", "500ms",
          "strongroom.database.idle-in-transaction-timeout", "1s",
          "strongroom.database.probe-timeout", "500ms");
    }
  }

  @BeforeEach
  void createBucket() {
    TestDatabase.createBucket("stuck");
  }

  @AfterEach
  void giveBack() {
    held.forEach(connection -> connection.close().toCompletionStage().toCompletableFuture().join());
    held.clear();
  }

  private void holdAll() {
    for (int i = 0; i < CONNECTIONS; i++) {
      held.add(pool.getConnection().toCompletionStage().toCompletableFuture().join());
    }
  }

  private int health(String check) {
    return RestAssured.given().get(health.resolve("/q/health/" + check)).statusCode();
  }

  private void await(String check, int status) throws InterruptedException {
    for (int i = 0; i < 300 && health(check) != status; i++) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    assertThat(health(check)).as(check).isEqualTo(status);
  }

  @Test
  void allConnectionsHeld_slowDownAndNotReadyAndInTheEndNotAlive() throws InterruptedException {
    await("ready", 200);
    await("live", 200);
    holdAll();
    signed()
        .get("/stuck/k")
        .then()
        .statusCode(503)
        .header("Retry-After", equalTo("1"))
        .body("Error.Code", equalTo("SlowDown"));
    assertThat(health("ready")).isEqualTo(503);
    await("live", 503);
    giveBack();
    await("ready", 200);
    await("live", 200);
    signed().get("/stuck/k").then().statusCode(404);
  }

  @Test
  void transactionThatNobodyContinues_isCutAndItsConnectionReplaced() throws Exception {
    holdAll();
    for (SqlConnection connection : held) {
      connection.begin().toCompletionStage().toCompletableFuture().join();
      connection
          .query("lock table objects.object_version in access exclusive mode nowait")
          .execute()
          .toCompletionStage()
          .toCompletableFuture()
          .exceptionally(second -> null)
          .join();
    }
    // Nothing gives them back: the database ends the transactions, and the pool makes new ones.
    await("ready", 200);
    signed().get("/stuck/k").then().statusCode(404);
    held.clear();
  }
}
