package io.strongroom.function.putobject;

import static io.strongroom.testkit.SignedRequests.signed;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.testkit.Flights;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a request asks the database. Whoever adds a round trip has to say so here. */
@QuarkusTest
@QuarkusTestResource(FunctionTestResource.class)
class PutObjectFlightsTest {

  private static final byte[] BODY = new byte[4096];

  private final AtomicInteger names = new AtomicInteger();
  private LongSupplier flights;
  private String upload = "";
  private String tag = "";

  @BeforeEach
  void createBucket() {
    TestDatabase.createBucket("flights");
  }

  @Test
  void putObject_new_twoRoundTrips() {
    assertThat(Flights.of(flights, () -> put("/flights/new-" + names.incrementAndGet())))
        .isEqualTo(2);
  }

  @Test
  void putObject_overAnother_twoRoundTrips() {
    assertThat(Flights.of(flights, () -> put("/flights/same"))).isEqualTo(2);
  }

  @Test
  void putObject_ifAbsent_twoRoundTrips() {
    assertThat(
            Flights.of(
                flights,
                () ->
                    signed()
                        .header("If-None-Match", "*")
                        .body(BODY)
                        .put("/flights/absent-" + names.incrementAndGet())
                        .then()
                        .statusCode(200)))
        .isEqualTo(2);
  }

  @Test
  void createMultipartUpload_twoRoundTrips() {
    assertThat(Flights.of(flights, this::createUpload)).isEqualTo(2);
  }

  @Test
  void uploadPart_twoRoundTrips() {
    createUpload();
    assertThat(Flights.of(flights, this::putPart)).isEqualTo(2);
  }

  @Test
  void completeMultipartUpload_threeRoundTrips() {
    assertThat(
            Flights.of(
                flights,
                () -> {
                  createUpload();
                  putPart();
                },
                () ->
                    signed()
                        .body(
                            "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"
                                + tag
                                + "</ETag></Part></CompleteMultipartUpload>")
                        .post("/flights/parts?uploadId=" + upload)
                        .then()
                        .statusCode(200)))
        .isEqualTo(3);
  }

  @Test
  void abortMultipartUpload_twoRoundTrips() {
    assertThat(
            Flights.of(
                flights,
                this::createUpload,
                () -> signed().delete("/flights/parts?uploadId=" + upload).then().statusCode(204)))
        .isEqualTo(2);
  }

  private static void put(String path) {
    signed().body(BODY).put(path).then().statusCode(200);
  }

  private void createUpload() {
    upload =
        signed()
            .post("/flights/parts?uploads")
            .then()
            .statusCode(200)
            .extract()
            .xmlPath()
            .getString("InitiateMultipartUploadResult.UploadId");
  }

  private void putPart() {
    tag =
        signed()
            .body(BODY)
            .put("/flights/parts?partNumber=1&uploadId=" + upload)
            .then()
            .statusCode(200)
            .extract()
            .header("ETag");
  }
}
