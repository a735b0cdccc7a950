package io.strongroom.function.managejobs;

import static io.strongroom.testkit.SignedRequests.signedForJobs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.parsing.Parser;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.strongroom.signing.Credential;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestIdentity;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** The function {@code manage-jobs} over HTTP. */
@QuarkusTest
@QuarkusTestResource(FunctionTestResource.class)
class ManageJobsFunctionTest {

  private static final int TRIES = 600;
  private static final long PAUSE_NANOS = 100_000_000;

  private static ValidatableResponse call(Credential who, String operation, String body) {
    return signedForJobs(operation, who).body(body).post("/").then().defaultParser(Parser.JSON);
  }

  @Test
  void describeKeyUsage_keyThatNothingNeeds_saysSo() {
    call(TestIdentity.root(), "DescribeKeyUsage", "{\"KeyId\":\"some-key\"}")
        .statusCode(200)
        .body("Keys", hasSize(1))
        .body("Keys[0].KeyId", containsString("some-key"))
        .body("Keys[0].Uses", empty())
        .body("Keys[0].AccessKeys", equalTo(0));
  }

  @Test
  void describeKeyUsage_userWithoutThePermission_refused() {
    call(TestIdentity.credential(), "DescribeKeyUsage", "{}")
        .statusCode(400)
        .body("__type", equalTo("AccessDeniedException"))
        .body("Message", containsString("strongroom:DescribeKeyUsage"));
  }

  @Test
  void describeKeyUsage_whatIsNotUnderstood_refusedByName() {
    call(TestIdentity.root(), "DescribeKeyUsage", "{\"Prefix\":\"a\"}")
        .statusCode(400)
        .body("__type", equalTo("UnsupportedOperationException"))
        .body("message", containsString("Prefix"));
    call(TestIdentity.root(), "DescribeKeyUsage", "{\"NextToken\":\"%%\"}")
        .statusCode(400)
        .body("__type", equalTo("ValidationException"));
    call(TestIdentity.root(), "DescribeKeyUsage", "{\"Bucket\":\"is-not-there\"}")
        .statusCode(400)
        .body("__type", equalTo("NoSuchBucketException"));
  }

  @Test
  void createJob_dryRun_countsAndLeavesNothing() {
    call(TestIdentity.root(), "CreateJob", "{\"Kind\":\"verify\",\"DryRun\":true}")
        .statusCode(200)
        .body("Kind", equalTo("verify"))
        .body("Estimate.Versions", equalTo(0))
        .body("JobId", nullValue());
  }

  @Test
  void createJob_isWorkedOnToItsEnd_andItsReportHolds() {
    String id =
        call(TestIdentity.root(), "CreateJob", "{\"Kind\":\"verify\"}")
            .statusCode(200)
            .extract()
            .path("JobId");
    String job = "{\"JobId\":\"" + id + "\"}";

    assertThat(stateAtTheEnd(job)).isEqualTo("done");

    JsonPath report =
        call(TestIdentity.root(), "GetJobReport", job).statusCode(200).extract().jsonPath();
    String statement = report.getString("Statement");
    call(
            TestIdentity.root(),
            "CheckJobReport",
            "{\"Statement\":\""
                + statement.replace("\n", "\\n")
                + "\",\"Signature\":\""
                + report.getString("Signature")
                + "\"}")
        .statusCode(200)
        .body("Findings.findAll { !it.Holds }", empty());
    call(TestIdentity.root(), "UpdateJob", "{\"JobId\":\"" + id + "\",\"Wish\":\"pause\"}")
        .statusCode(400)
        .body("__type", equalTo("JobStatusException"));
  }

  private static String stateAtTheEnd(String job) {
    String state = "active";
    for (int i = 0; i < TRIES && state.equals("active"); i++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      state = call(TestIdentity.root(), "DescribeJob", job).statusCode(200).extract().path("State");
    }
    return state;
  }

  @Test
  void createJob_whatCannotBe_refusedByName() {
    call(TestIdentity.root(), "CreateJob", "{\"Kind\":\"verify\",\"ToKeyId\":\"k\"}")
        .statusCode(400)
        .body("__type", equalTo("InvalidRequest"));
    call(TestIdentity.root(), "CreateJob", "{\"Kind\":\"rewrap\",\"ToKeyId\":\"missing\"}")
        .statusCode(400)
        .body("__type", equalTo("NotFoundException"));
    call(TestIdentity.root(), "CreateJob", "{\"Kind\":\"compress\"}")
        .statusCode(400)
        .body("__type", equalTo("ValidationException"));
    call(TestIdentity.root(), "CreateJob", "{\"Kind\":\"replicate\",\"ToKeyId\":\"k\"}")
        .statusCode(400)
        .body("__type", equalTo("InvalidRequest"));
    call(TestIdentity.root(), "CreateJob", "{\"Kind\":\"inventory\",\"Format\":\"parquet\"}")
        .statusCode(400)
        .body("__type", equalTo("ValidationException"));
    call(TestIdentity.root(), "CreateJob", "{\"Kind\":\"erase\"}")
        .statusCode(400)
        .body("__type", equalTo("InvalidRequest"));
    call(
            TestIdentity.root(),
            "CreateJob",
            "{\"Kind\":\"erase\",\"Bucket\":\"b-1\",\"Confirm\":\"b-1\"}")
        .statusCode(400)
        .body("__type", equalTo("InvalidRequest"));
    call(TestIdentity.root(), "CreateJob", "{\"Kind\":\"rewrap\",\"ToCipher\":\"SM4\"}")
        .statusCode(400)
        .body("__type", equalTo("InvalidRequest"));
    call(TestIdentity.root(), "CreateJob", "{\"Kind\":\"verify\",\"Listing\":\"b-1\"}")
        .statusCode(400)
        .body("__type", equalTo("ValidationException"));
    call(TestIdentity.root(), "CreateJob", "{\"Kind\":\"verify\",\"Tag\":\"a\"}")
        .statusCode(400)
        .body("message", containsString("Tag"));
    call(TestIdentity.credential(), "CreateJob", "{\"Kind\":\"verify\"}")
        .statusCode(400)
        .body("__type", equalTo("AccessDeniedException"));
    call(TestIdentity.root(), "DescribeJob", "{\"JobId\":\"job-0\"}")
        .statusCode(400)
        .body("__type", equalTo("NoSuchJob"));
  }
}
