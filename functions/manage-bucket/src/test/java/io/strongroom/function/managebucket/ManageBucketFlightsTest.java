package io.strongroom.function.managebucket;

import static io.strongroom.testkit.SignedRequests.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.testkit.Flights;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a request asks the database. Whoever adds a round trip has to say so here. */
@QuarkusTest
@QuarkusTestResource(FunctionTestResource.class)
class ManageBucketFlightsTest {

  private static final byte[] TWO_KEYS =
      "<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>"
          .getBytes(StandardCharsets.US_ASCII);

  private LongSupplier flights;

  @BeforeEach
  void createBucket() {
    TestDatabase.createBucket("flights");
  }

  /**
   * The bucket as it was seen last is good enough to decide on: the deletion itself compares it.
   */
  @Test
  void deleteObject_oneRoundTrip() {
    assertThat(Flights.of(flights, () -> signed().delete("/flights/k").then().statusCode(204)))
        .isEqualTo(1);
  }

  @Test
  void deleteObjects_oneRoundTrip() throws NoSuchAlgorithmException {
    String md5 =
        Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(TWO_KEYS));
    assertThat(
            Flights.of(
                flights,
                () ->
                    signed()
                        .header("Content-MD5", md5)
                        .body(TWO_KEYS)
                        .post("/flights?delete")
                        .then()
                        .statusCode(200)))
        .isEqualTo(1);
  }

  @Test
  void listObjects_tenThousandMarkers_noMoreRoundTrips() {
    TestDatabase.createMarkers("flights", "gone/", 10_000);
    assertThat(
            Flights.of(
                flights,
                () -> signed().get("/flights?list-type=2&prefix=gone/").then().statusCode(200)))
        .isEqualTo(2);
  }

  @Test
  void listObjects_twoRoundTrips() {
    assertThat(
            Flights.of(flights, () -> signed().get("/flights?list-type=2").then().statusCode(200)))
        .isEqualTo(2);
  }
}
