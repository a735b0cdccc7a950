package io.strongroom.function.getobject;

import static io.strongroom.testkit.SignedRequests.signed;
import static io.strongroom.testkit.SignedRequests.unsigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The function {@code get-object} over HTTP, as far as it goes without an object. */
@QuarkusTest
@QuarkusTestResource(FunctionTestResource.class)
class GetObjectFunctionTest {

  @BeforeEach
  void createBucket() {
    TestDatabase.createBucket("gets");
  }

  @Test
  void getObject_noSuchKey_namesTheKeyAsSent() {
    signed()
        .get("/gets/a/../b%20c")
        .then()
        .statusCode(404)
        .contentType("application/xml")
        .body("Error.Code", equalTo("NoSuchKey"))
        .body("Error.Message", equalTo("The specified key does not exist."))
        .body("Error.Key", equalTo("a/../b c"));
  }

  @Test
  void headObject_noSuchKey_hasNoBody() {
    byte[] body = signed().head("/gets/a").then().statusCode(404).extract().asByteArray();

    assertThat(body).isEmpty();
  }

  @Test
  void getObject_noSuchBucket_refused() {
    signed().get("/nowhere/a").then().statusCode(404).body("Error.Code", equalTo("NoSuchBucket"));
  }

  @Test
  void getObject_bucketOfAnotherAccount_refused() {
    TestDatabase.createBucket("foreign", "444455556666");

    signed().get("/foreign/a").then().statusCode(403).body("Error.Code", equalTo("AccessDenied"));
  }

  @Test
  void getObject_unsigned_refused() {
    unsigned().get("/gets/a").then().statusCode(403).body("Error.Code", equalTo("AccessDenied"));
  }

  @Test
  void putObject_notOfThisFunction_notImplemented() {
    signed()
        .body(new byte[1])
        .put("/gets/a")
        .then()
        .statusCode(501)
        .body("Error.Code", equalTo("NotImplemented"));
  }
}
