package io.strongroom.function.copyobject;

import static io.strongroom.testkit.SignedRequests.signed;
import static io.strongroom.testkit.SignedRequests.unsigned;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The function {@code copy-object} over HTTP, as far as it goes without an object. */
@QuarkusTest
@QuarkusTestResource(FunctionTestResource.class)
class CopyObjectFunctionTest {

  private static final String SOURCE = "x-amz-copy-source";

  @BeforeEach
  void createBucket() {
    TestDatabase.createBucket("copies");
  }

  @Test
  void copyObject_sourceNotThere_namesItsKey() {
    signed()
        .header(SOURCE, "/copies/not%20there")
        .put("/copies/b")
        .then()
        .statusCode(404)
        .body("Error.Code", equalTo("NoSuchKey"))
        .body("Error.Key", equalTo("not there"));
  }

  @Test
  void copyObject_sourceBucketOfAnotherAccount_refused() {
    TestDatabase.createBucket("foreign", "444455556666");

    signed()
        .header(SOURCE, "/foreign/a")
        .put("/copies/b")
        .then()
        .statusCode(403)
        .body("Error.Code", equalTo("AccessDenied"));
  }

  @Test
  void uploadPartCopy_noSuchUpload_refused() {
    signed()
        .header(SOURCE, "/copies/a")
        .put("/copies/b?partNumber=1&uploadId=none")
        .then()
        .statusCode(404)
        .body("Error.Code", equalTo("NoSuchUpload"));
  }

  @Test
  void copyObject_unsigned_refused() {
    unsigned()
        .header(SOURCE, "/copies/a")
        .put("/copies/b")
        .then()
        .statusCode(403)
        .body("Error.Code", equalTo("AccessDenied"));
  }

  @Test
  void putObject_notOfThisFunction_notImplemented() {
    signed()
        .body(new byte[1])
        .put("/copies/b")
        .then()
        .statusCode(501)
        .body("Error.Code", equalTo("NotImplemented"));
  }
}
