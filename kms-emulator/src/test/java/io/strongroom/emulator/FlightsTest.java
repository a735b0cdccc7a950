package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.emulator.server.KmsEndpoint;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;

/** Round trips to the database, counted: what a call costs besides its own work is one record. */
@QuarkusTest
@QuarkusTestResource(CountedPostgresResource.class)
class FlightsTest {

  private static final int CALLS = 40;

  /** Housekeeping looks in a few round trips, at most twice while a test runs. */
  private static final int HOUSEKEEPING = 15;

  @Inject KmsEndpoint endpoint;

  private KmsClient kms;

  @BeforeEach
  void connect() {
    kms = Clients.kms(endpoint.uri().orElseThrow(), PostgresResource.ACCESS_KEY, "eu-west-3");
    kms.generateRandom(r -> r.numberOfBytes(8));
  }

  @AfterEach
  void disconnect() {
    kms.close();
  }

  @Test
  void record_oneCallAfterTheOther_oneFlightEach() {
    long before = CountingProxy.flights();

    for (int i = 0; i < CALLS; i++) {
      kms.generateRandom(r -> r.numberOfBytes(8));
    }

    assertThat(CountingProxy.flights() - before)
        .isBetween((long) CALLS, (long) CALLS + HOUSEKEEPING);
  }

  @Test
  void record_manyCallsAtOnce_noMoreFlightsThanCalls_andAllDurableWhenAnswered() throws Exception {
    long records = PostgresResource.query("SELECT count(*) FROM kms.audit_record");
    long before = CountingProxy.flights();

    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        calls.add(threads.submit(() -> kms.generateRandom(r -> r.numberOfBytes(8))));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }

    assertThat(CountingProxy.flights() - before).isLessThanOrEqualTo(CALLS + HOUSEKEEPING);
    assertThat(PostgresResource.query("SELECT count(*) FROM kms.audit_record"))
        .isEqualTo(records + CALLS);
  }

  @Test
  void record_anotherProcessWentOnWithTheChain_followsIt() throws Exception {
    PostgresResource.execute(
        "WITH head AS (UPDATE kms.audit_head SET seq = seq + 1,"
            + " hash = sha256(hash || int8send(seq + 1) || convert_to('{}', 'UTF8'))"
            + " RETURNING seq, hash)"
            + " INSERT INTO kms.audit_record"
            + " SELECT seq, now(), 'Other', 'other', NULL, true, '{}', hash FROM head");

    kms.generateRandom(r -> r.numberOfBytes(8));

    Admin.given()
        .get(endpoint.uri().orElseThrow() + "/_admin/audit/verify")
        .then()
        .body("intact", org.hamcrest.Matchers.equalTo(true));
  }
}
