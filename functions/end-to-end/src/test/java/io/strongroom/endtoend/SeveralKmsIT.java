package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Objects under the bundled KMS and under a key file, side by side in one bucket. */
@OneProcess
@ExtendWith(StrongroomExtension.class)
class SeveralKmsIT {
  private static final String FILE_KEY = Strongroom.FILE_KEY;

  private final Strongroom strongroom;
  private final S3Client s3;
  private final byte[] content = Samples.bytes(Samples.SEGMENT + 1);
  private String bucket = "";

  SeveralKmsIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    s3 = strongroom.s3();
  }

  @BeforeEach
  void createBucket() {
    bucket = strongroom.newBucket();
  }

  private void put(String name, String key, boolean bucketKey) {
    s3.putObject(
        request ->
            request
                .bucket(bucket)
                .key(name)
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(key)
                .bucketKeyEnabled(bucketKey),
        RequestBody.fromBytes(content));
  }

  private void assertStored(String name, String key) {
    var object = s3.getObjectAsBytes(request -> request.bucket(bucket).key(name));
    assertThat(object.asByteArray()).isEqualTo(content);
    assertThat(object.response().ssekmsKeyId()).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void put_bothKms_eachReadableAndNamed(boolean bucketKey) {
    put("file", FILE_KEY, bucketKey);
    put("bundled", strongroom.kmsKey(), bucketKey);
    assertStored("file", FILE_KEY);
    assertStored("bundled", strongroom.kmsKey());
  }

  @Test
  void bucketDefault_namesTheKms() {
    ServerSideEncryptionRule rule =
        ServerSideEncryptionRule.builder()
            .applyServerSideEncryptionByDefault(
                byDefault ->
                    byDefault.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(FILE_KEY))
            .build();
    s3.putBucketEncryption(
        request ->
            request
                .bucket(bucket)
                .serverSideEncryptionConfiguration(configuration -> configuration.rules(rule)));
    s3.putObject(request -> request.bucket(bucket).key("k"), RequestBody.fromBytes(content));
    assertStored("k", FILE_KEY);
  }

  @Test
  void copy_fromOneKmsToTheOther_bothReadable() {
    put("here", strongroom.kmsKey(), false);
    copy("here", "there", FILE_KEY);
    copy("there", "back", strongroom.kmsKey());
    assertStored("here", strongroom.kmsKey());
    assertStored("there", FILE_KEY);
    assertStored("back", strongroom.kmsKey());
  }

  private void copy(String from, String to, String key) {
    s3.copyObject(
        request ->
            request
                .sourceBucket(bucket)
                .sourceKey(from)
                .destinationBucket(bucket)
                .destinationKey(to)
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(key));
  }

  @Test
  void update_toAKeyOfTheNamedKms_andBack_readable() {
    s3.putObject(request -> request.bucket(bucket).key("k"), RequestBody.fromBytes(content));
    for (String key : List.of(FILE_KEY, strongroom.kmsKey())) {
      s3.updateObjectEncryption(
          request ->
              request
                  .bucket(bucket)
                  .key("k")
                  .objectEncryption(encryption -> encryption.ssekms(kms -> kms.kmsKeyArn(key))));
      assertStored("k", key);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void multipart_underAKeyOfTheNamedKms_readableAndNamed(boolean bucketKey) {
    String upload =
        s3.createMultipartUpload(
                request ->
                    request
                        .bucket(bucket)
                        .key("k")
                        .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                        .ssekmsKeyId(FILE_KEY)
                        .bucketKeyEnabled(bucketKey))
            .uploadId();
    String etag =
        s3.uploadPart(
                request -> request.bucket(bucket).key("k").uploadId(upload).partNumber(1),
                RequestBody.fromBytes(content))
            .eTag();
    CompletedPart part = CompletedPart.builder().partNumber(1).eTag(etag).build();
    s3.completeMultipartUpload(
        request ->
            request
                .bucket(bucket)
                .key("k")
                .uploadId(upload)
                .multipartUpload(all -> all.parts(part)));
    assertStored("k", FILE_KEY);
  }

  @Test
  void put_keyThatTheNamedKmsDoesNotHave_notFound() {
    S3Exception refused =
        catchThrowableOfType(S3Exception.class, () -> put("k", "file:missing", false));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("KMS.NotFoundException");
  }
}
