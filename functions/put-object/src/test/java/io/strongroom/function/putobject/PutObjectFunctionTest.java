package io.strongroom.function.putobject;

import static io.strongroom.testkit.SignedRequests.signed;
import static io.strongroom.testkit.SignedRequests.unsigned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.strongroom.testkit.FunctionTestResource;
import io.strongroom.testkit.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The function {@code put-object} over HTTP. */
@QuarkusTest
@QuarkusTestResource(FunctionTestResource.class)
class PutObjectFunctionTest {

  private static final byte[] BODY =
      "nobody but the owner reads this sentence".getBytes(StandardCharsets.UTF_8);
  private static final String BODY_MD5 = "\"db3d19e011bb0631be6061bfe4686190\"";

  @BeforeEach
  void createBucket() {
    TestDatabase.createBucket("puts");
  }

  /** The content of every blob, one char per byte. */
  private List<String> blobContents() throws IOException {
    List<String> contents = new ArrayList<>();
    if (!Files.exists(TestDatabase.blobs())) {
      return contents;
    }
    try (Stream<Path> paths = Files.walk(TestDatabase.blobs())) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        contents.add(Files.readString(path, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  @Test
  void putObject_large_isSealedOnDisk() throws IOException {
    int before = blobContents().size();

    signed()
        .body(new String(BODY, StandardCharsets.US_ASCII).repeat(1000))
        .put("/puts/large")
        .then()
        .statusCode(200);

    assertThat(blobContents())
        .hasSize(before + 1)
        .noneMatch(content -> content.contains("nobody but the owner"));
    assertThat(TestDatabase.bytesBesideRecord("puts", "large")).isEmpty();
  }

  @Test
  void putObject_fourKiB_makesNoFile() throws IOException {
    int before = blobContents().size();

    signed().body(new byte[4096]).put("/puts/4k").then().statusCode(200);

    assertThat(blobContents()).hasSize(before);
    assertThat(TestDatabase.bytesBesideRecord("puts", "4k").orElseThrow()).hasSize(4096 + 72);
  }

  @Test
  void putObject_body_isSealedBesideItsRecordAndETagIsItsMd5() throws IOException {
    int before = blobContents().size();

    signed()
        .body(BODY)
        .put("/puts/a/first%20letter")
        .then()
        .statusCode(200)
        .header("ETag", equalTo(BODY_MD5))
        .header("x-amz-server-side-encryption", equalTo("AES256"));

    assertThat(blobContents()).hasSize(before);
    byte[] stored = TestDatabase.bytesBesideRecord("puts", "a/first letter").orElseThrow();
    assertThat(new String(stored, StandardCharsets.ISO_8859_1))
        .doesNotContain("nobody but the owner");
  }

  @Test
  void putObject_underKmsKey_namesTheKey() {
    signed()
        .header("x-amz-server-side-encryption", "aws:kms")
        .header("x-amz-server-side-encryption-aws-kms-key-id", "alias/mine")
        .body(BODY)
        .put("/puts/kms")
        .then()
        .statusCode(200)
        .header("x-amz-server-side-encryption", equalTo("aws:kms"))
        .header(
            "x-amz-server-side-encryption-aws-kms-key-id",
            matchesPattern("arn:aws:kms:us-east-1:111122223333:key/[0-9a-f-]{36}"));
  }

  @Test
  void putObject_keyThatTheKmsDoesNotKnow_refusedAndNothingStored() throws IOException {
    int before = blobContents().size();

    signed()
        .header("x-amz-server-side-encryption", "aws:kms")
        .header("x-amz-server-side-encryption-aws-kms-key-id", "alias/missing")
        .body(BODY)
        .put("/puts/unwrapped")
        .then()
        .statusCode(400)
        .body("Error.Code", equalTo("KMS.NotFoundException"));

    assertThat(blobContents()).hasSize(before);
  }

  @Test
  void putObject_noSuchBucket_refused() {
    signed()
        .body(BODY)
        .put("/nowhere/a")
        .then()
        .statusCode(404)
        .body("Error.Code", equalTo("NoSuchBucket"));
  }

  @Test
  void putObject_invalidHeadersInABucketOfAnother_accessDeniedFirst() {
    TestDatabase.createBucket("foreign", "999999999999");

    signed()
        .header("x-amz-server-side-encryption", "no-such-algorithm")
        .body(BODY)
        .put("/foreign/a")
        .then()
        .statusCode(403)
        .body("Error.Code", equalTo("AccessDenied"));
    signed()
        .header("x-amz-server-side-encryption", "no-such-algorithm")
        .body(BODY)
        .put("/puts/a")
        .then()
        .statusCode(400)
        .body("Error.Code", equalTo("InvalidArgument"));
  }

  @Test
  void multipart_twoPartsListedAndCompleted_countsItsPartsInTheETag() {
    String uploadId =
        signed()
            .post("/puts/long?uploads")
            .then()
            .statusCode(200)
            .extract()
            .path("InitiateMultipartUploadResult.UploadId");
    String first = uploadPart(uploadId, 1, new byte[5 * 1024 * 1024]);
    String second = uploadPart(uploadId, 2, BODY);

    signed()
        .get("/puts/long?uploadId=" + uploadId)
        .then()
        .statusCode(200)
        .body("ListPartsResult.Part.size()", equalTo(2));

    signed()
        .contentType("application/xml")
        .body(
            """
            <CompleteMultipartUpload>
              <Part><PartNumber>1</PartNumber><ETag>%s</ETag></Part>
              <Part><PartNumber>2</PartNumber><ETag>%s</ETag></Part>
            </CompleteMultipartUpload>\
            """
                .formatted(first, second)
                .getBytes(StandardCharsets.UTF_8))
        .post("/puts/long?uploadId=" + uploadId)
        .then()
        .statusCode(200)
        .body("CompleteMultipartUploadResult.ETag", matchesPattern("\"[0-9a-f]{32}-2\""));
  }

  private static String uploadPart(String uploadId, int number, byte[] body) {
    return signed()
        .body(body)
        .put("/puts/long?partNumber=" + number + "&uploadId=" + uploadId)
        .then()
        .statusCode(200)
        .extract()
        .header("ETag");
  }

  @Test
  void multipart_aborted_isGone() {
    String uploadId =
        signed()
            .post("/puts/given-up?uploads")
            .then()
            .statusCode(200)
            .extract()
            .path("InitiateMultipartUploadResult.UploadId");

    signed().delete("/puts/given-up?uploadId=" + uploadId).then().statusCode(204);

    signed()
        .get("/puts/given-up?uploadId=" + uploadId)
        .then()
        .statusCode(404)
        .body("Error.Code", equalTo("NoSuchUpload"));
  }

  @Test
  void putObject_unsigned_refused() throws IOException {
    int before = blobContents().size();

    unsigned()
        .body(BODY)
        .put("/puts/unsigned")
        .then()
        .statusCode(403)
        .body("Error.Code", equalTo("AccessDenied"));

    assertThat(blobContents()).hasSize(before);
  }

  @Test
  void getObject_notOfThisFunction_notImplemented() {
    signed().get("/puts/a").then().statusCode(501).body("Error.Code", equalTo("NotImplemented"));
  }
}
