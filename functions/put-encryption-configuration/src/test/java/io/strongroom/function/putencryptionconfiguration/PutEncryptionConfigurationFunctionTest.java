package io.strongroom.function.putencryptionconfiguration;

import static io.strongroom.testkit.SignedRequests.signed;
import static io.strongroom.testkit.SignedRequests.unsigned;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The function {@code put-encryption-configuration} over HTTP. */
@QuarkusTest
@QuarkusTestResource(FunctionTestResource.class)
class PutEncryptionConfigurationFunctionTest {

  private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1";
  private static final String DEFAULT = "ApplyServerSideEncryptionByDefault";
  private static final String RULE = "ServerSideEncryptionConfiguration.Rule.";
  private static final byte[] UNDER_KEY =
      ("<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
              + "<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSMasterKeyID>"
              + KEY
              + "</KMSMasterKeyID></ApplyServerSideEncryptionByDefault>"
              + "<BucketKeyEnabled>true</BucketKeyEnabled></Rule>"
              + "</ServerSideEncryptionConfiguration>")
          .getBytes(StandardCharsets.UTF_8);

  @BeforeEach
  void createBucket() {
    TestDatabase.createBucket("configured");
  }

  private static ValidatableResponse put(byte[] document) {
    return signed()
        .contentType("application/xml")
        .header("Content-MD5", md5(document))
        .body(document)
        .put("/configured?encryption")
        .then();
  }

  private static String md5(byte[] document) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(document);
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void putEncryption_underKmsKey_isReadBackAndDeleted() {
    put(UNDER_KEY).statusCode(200);

    signed()
        .get("/configured?encryption")
        .then()
        .statusCode(200)
        .body(RULE + DEFAULT + ".SSEAlgorithm", equalTo("aws:kms"))
        .body(RULE + DEFAULT + ".KMSMasterKeyID", equalTo(KEY))
        .body(RULE + "BucketKeyEnabled", equalTo("true"));

    signed().delete("/configured?encryption").then().statusCode(204);

    // S3 encrypts every bucket, so what is left is its default and not an error.
    signed()
        .get("/configured?encryption")
        .then()
        .statusCode(200)
        .body(RULE + DEFAULT + ".SSEAlgorithm", equalTo("AES256"));
  }

  @Test
  void putEncryption_bodyThatNothingProtects_refused() {
    signed()
        .contentType("application/xml")
        .body(UNDER_KEY)
        .put("/configured?encryption")
        .then()
        .statusCode(400)
        .body("Error.Code", equalTo("InvalidRequest"));
  }

  @Test
  void putEncryption_notXml_refused() {
    put("<ServerSideEncryptionConfiguration>".getBytes(StandardCharsets.UTF_8))
        .statusCode(400)
        .body("Error.Code", equalTo("MalformedXML"));
  }

  @Test
  void putEncryption_documentTypeDeclaration_refused() {
    put("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".getBytes(StandardCharsets.UTF_8))
        .statusCode(400)
        .body("Error.Code", equalTo("MalformedXML"));
  }

  @Test
  void getEncryption_noSuchBucket_refused() {
    signed()
        .get("/nowhere?encryption")
        .then()
        .statusCode(404)
        .body("Error.Code", equalTo("NoSuchBucket"));
  }

  @Test
  void getEncryption_bucketOfAnotherAccount_refused() {
    TestDatabase.createBucket("foreign", "444455556666");

    signed()
        .get("/foreign?encryption")
        .then()
        .statusCode(403)
        .body("Error.Code", equalTo("AccessDenied"));
  }

  @Test
  void putEncryption_unsigned_refused() {
    unsigned()
        .contentType("application/xml")
        .body(UNDER_KEY)
        .put("/configured?encryption")
        .then()
        .statusCode(403)
        .body("Error.Code", equalTo("AccessDenied"));
  }

  @Test
  void putObject_notOfThisFunction_notImplemented() {
    signed()
        .body(UNDER_KEY)
        .put("/configured/a")
        .then()
        .statusCode(501)
        .body("Error.Code", equalTo("NotImplemented"));
  }
}
