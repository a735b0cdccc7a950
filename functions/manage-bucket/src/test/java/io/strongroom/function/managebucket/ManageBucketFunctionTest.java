package io.strongroom.function.managebucket;

import static io.strongroom.testkit.SignedRequests.signed;
import static io.strongroom.testkit.SignedRequests.unsigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The function {@code manage-bucket} over HTTP. */
@QuarkusTest
@QuarkusTestResource(FunctionTestResource.class)
class ManageBucketFunctionTest {

  private static List<String> buckets() {
    return signed()
        .get("/")
        .then()
        .statusCode(200)
        .extract()
        .xmlPath()
        .getList("ListAllMyBucketsResult.Buckets.Bucket.Name");
  }

  @Test
  void createBucket_new_isListedUntilItIsDeleted() {
    signed().put("/created").then().statusCode(200).header("Location", equalTo("/created"));
    assertThat(buckets()).contains("created");
    signed().head("/created").then().statusCode(200);

    signed().delete("/created").then().statusCode(204);
    assertThat(buckets()).doesNotContain("created");
    signed().head("/created").then().statusCode(404);
  }

  @Test
  void createBucket_nameTakenByAnotherAccount_refused() {
    TestDatabase.createBucket("taken", "444455556666");

    signed()
        .put("/taken")
        .then()
        .statusCode(409)
        .body("Error.Code", equalTo("BucketAlreadyExists"));
    assertThat(buckets()).doesNotContain("taken");
  }

  @Test
  void listObjects_emptyBucket_hasNone() {
    TestDatabase.createBucket("empty");

    signed()
        .get("/empty?list-type=2&prefix=a%2Fb")
        .then()
        .statusCode(200)
        .body("ListBucketResult.Name", equalTo("empty"))
        .body("ListBucketResult.Prefix", equalTo("a/b"))
        .body("ListBucketResult.KeyCount", equalTo("0"))
        .body("ListBucketResult.Contents.size()", equalTo(0));
  }

  /** A proxy that ends an answer by its own words is noticed by the length alone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/measured",
        "/measured?list-type=2",
        "/measured?uploads",
        "/measured?location",
        "/never-made"
      })
  void answer_whateverIsListed_statesItsLength(String target) {
    TestDatabase.createBucket("measured");

    Response answer = signed().get(target);

    assertThat(answer.header("Content-Length")).isEqualTo("" + answer.asByteArray().length);
    assertThat(answer.header("Transfer-Encoding")).isNull();
  }

  @Test
  void deleteObject_notThere_isNoError() {
    TestDatabase.createBucket("emptied");

    signed().delete("/emptied/never%20there").then().statusCode(204);
  }

  @Test
  void probeApiVersion_unsigned_saysObsWhereThereIsABucket() {
    TestDatabase.createBucket("probed");

    unsigned().head("/?apiversion").then().statusCode(200).header("x-obs-api", equalTo("3.0"));
    unsigned()
        .header("Host", "probed.obs.localhost")
        .head("/?apiversion")
        .then()
        .statusCode(200)
        .header("x-obs-api", equalTo("3.0"));
    unsigned()
        .header("Host", "unheard-of.obs.localhost")
        .head("/?apiversion")
        .then()
        .statusCode(404)
        .header("x-obs-api", nullValue());
  }

  @Test
  void deleteBucket_noSuchBucket_refused() {
    signed().delete("/nowhere").then().statusCode(404).body("Error.Code", equalTo("NoSuchBucket"));
  }

  @Test
  void probeApiVersion_unsigned_saysObs() {
    unsigned().head("/?apiversion").then().statusCode(200).header("x-obs-api", startsWith("3."));
  }

  @Test
  void listBuckets_unsigned_refused() {
    unsigned().get("/").then().statusCode(403).body("Error.Code", equalTo("AccessDenied"));
  }

  @Test
  void getObject_notOfThisFunction_notImplemented() {
    signed().get("/created/a").then().statusCode(501).body("Error.Code", equalTo("NotImplemented"));
  }
}
