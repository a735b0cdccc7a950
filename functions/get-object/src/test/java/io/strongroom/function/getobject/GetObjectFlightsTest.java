package io.strongroom.function.getobject;

import static io.strongroom.testkit.SignedRequests.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.testkit.Flights;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestDatabase;
import io.strongroom.testkit.TestIdentity;
import java.util.Collections;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How often a request asks the database. Whoever adds a round trip has to say so here. The question
 * is the same whether there is an object or not.
 */
@QuarkusTest
@QuarkusTestResource(FunctionTestResource.class)
class GetObjectFlightsTest {

  private LongSupplier flights;

  @BeforeEach
  void createBucket() {
    TestDatabase.createBucket("flights");
  }

  @Test
  void getObject_oneRoundTrip() {
    assertThat(Flights.of(flights, () -> signed().get("/flights/k").then().statusCode(404)))
        .isEqualTo(1);
  }

  @Test
  void getObject_bucketWithAPolicy_stillOneRoundTrip() {
    TestDatabase.createBucket("ruled");
    String statement =
        """
        {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"s3:GetObject",
        "Resource":"arn:aws:s3:::ruled/*","Condition":{"StringLike":{"aws:userid":"*"}}}\
        """
            .formatted(TestIdentity.ACCOUNT);
    TestDatabase.setPolicy(
        "ruled",
        "{\"Version\":\"2012-10-17\",\"Statement\":[%s]}"
            .formatted(String.join(",", Collections.nCopies(20, statement))));

    assertThat(Flights.of(flights, () -> signed().get("/ruled/k").then().statusCode(404)))
        .isEqualTo(1);
  }

  @Test
  void headObject_oneRoundTrip() {
    assertThat(Flights.of(flights, () -> signed().head("/flights/k").then().statusCode(404)))
        .isEqualTo(1);
  }
}
