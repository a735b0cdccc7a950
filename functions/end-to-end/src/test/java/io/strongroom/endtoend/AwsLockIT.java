package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** Locks and tags of versions, through the AWS SDK and every function that has to do with them. */
@ExtendWith(StrongroomExtension.class)
class AwsLockIT {

  private static final Instant TOMORROW =
      Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);

  private final S3Client s3;
  private final String bucket = "locks-" + UUID.randomUUID();

  AwsLockIT(Strongroom strongroom) {
    s3 = strongroom.s3();
    s3.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
  }

  private static void assertRefused(ThrowingCallable call, int status, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(e.statusCode()).isEqualTo(status);
            });
  }

  private String put(String key) {
    return s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("text"))
        .versionId();
  }

  private void delete(String key, String version, boolean bypass) {
    s3.deleteObject(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .versionId(version)
                .bypassGovernanceRetention(bypass ? true : null));
  }

  private HeadObjectResponse head(String key) {
    return s3.headObject(request -> request.bucket(bucket).key(key));
  }

  private Map<String, String> tags(String key) {
    return s3.getObjectTagging(request -> request.bucket(bucket).key(key)).tagSet().stream()
        .collect(java.util.stream.Collectors.toMap(Tag::key, Tag::value));
  }

  @Test
  void retention_governance_holdsUntilSomebodyGoesPastIt() {
    String version = put("k");
    s3.putObjectRetention(
        request ->
            request
                .bucket(bucket)
                .key("k")
                .retention(
                    kept ->
                        kept.mode(ObjectLockRetentionMode.GOVERNANCE).retainUntilDate(TOMORROW)));

    assertThat(
            s3.getObjectRetention(request -> request.bucket(bucket).key("k"))
                .retention()
                .retainUntilDate())
        .isEqualTo(TOMORROW);
    assertThat(head("k").objectLockMode()).isEqualTo(ObjectLockMode.GOVERNANCE);
    assertRefused(() -> delete("k", version, false), 403, "AccessDenied");
    assertRefused(
        () ->
            s3.putObjectRetention(
                request ->
                    request
                        .bucket(bucket)
                        .key("k")
                        .retention(
                            kept ->
                                kept.mode(ObjectLockRetentionMode.GOVERNANCE)
                                    .retainUntilDate(TOMORROW.minusSeconds(60)))),
        403,
        "AccessDenied");
    delete("k", version, true);
    assertRefused(() -> head("k"), 404, "NoSuchKey");
  }

  @Test
  void legalHold_on_holdsAgainstEverybody() {
    String version =
        s3.putObject(
                request ->
                    request
                        .bucket(bucket)
                        .key("k")
                        .objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON),
                RequestBody.fromString("text"))
            .versionId();

    assertRefused(() -> delete("k", version, true), 403, "AccessDenied");
    assertRefused(() -> s3.deleteBucket(request -> request.bucket(bucket)), 409, "BucketNotEmpty");
    s3.putObjectLegalHold(
        request ->
            request
                .bucket(bucket)
                .key("k")
                .legalHold(hold -> hold.status(ObjectLockLegalHoldStatus.OFF)));
    assertThat(head("k").objectLockLegalHoldStatus()).isEqualTo(ObjectLockLegalHoldStatus.OFF);
    delete("k", version, false);
  }

  @Test
  void defaultRetention_everyWayToWrite_applies() {
    s3.putObjectLockConfiguration(
        request ->
            request
                .bucket(bucket)
                .objectLockConfiguration(
                    lock ->
                        lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                            .rule(
                                rule ->
                                    rule.defaultRetention(
                                        DefaultRetention.builder()
                                            .mode(ObjectLockRetentionMode.GOVERNANCE)
                                            .days(1)
                                            .build()))));
    put("put");
    s3.copyObject(
        request ->
            request
                .sourceBucket(bucket)
                .sourceKey("put")
                .destinationBucket(bucket)
                .destinationKey("copy"));
    upload("upload");

    for (String key : List.of("put", "copy", "upload")) {
      assertThat(head(key).objectLockMode()).as(key).isEqualTo(ObjectLockMode.GOVERNANCE);
      assertThat(head(key).objectLockRetainUntilDate())
          .as(key)
          .isAfter(Instant.now().plus(23, ChronoUnit.HOURS));
    }
  }

  private void upload(String key) {
    String id =
        s3.createMultipartUpload(request -> request.bucket(bucket).key(key).tagging("from=upload"))
            .uploadId();
    String etag =
        s3.uploadPart(
                request -> request.bucket(bucket).key(key).uploadId(id).partNumber(1),
                RequestBody.fromString("part"))
            .eTag();
    s3.completeMultipartUpload(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .uploadId(id)
                .multipartUpload(
                    parts ->
                        parts.parts(CompletedPart.builder().partNumber(1).eTag(etag).build())));
  }

  @Test
  void tags_everyWayToWrite_areThere() {
    s3.putObject(
        request -> request.bucket(bucket).key("put").tagging("a=1&b="),
        RequestBody.fromString("text"));
    s3.copyObject(
        request ->
            request
                .sourceBucket(bucket)
                .sourceKey("put")
                .destinationBucket(bucket)
                .destinationKey("copy"));
    s3.copyObject(
        request ->
            request
                .sourceBucket(bucket)
                .sourceKey("put")
                .destinationBucket(bucket)
                .destinationKey("replaced")
                .taggingDirective(TaggingDirective.REPLACE)
                .tagging("c=3"));
    upload("upload");

    assertThat(tags("put")).isEqualTo(Map.of("a", "1", "b", ""));
    assertThat(tags("copy")).isEqualTo(Map.of("a", "1", "b", ""));
    assertThat(tags("replaced")).isEqualTo(Map.of("c", "3"));
    assertThat(tags("upload")).isEqualTo(Map.of("from", "upload"));
    assertThat(head("put").tagCount()).isEqualTo(2);
    s3.putObjectTagging(
        request ->
            request
                .bucket(bucket)
                .key("put")
                .tagging(set -> set.tagSet(Tag.builder().key("d").value("4").build())));
    assertThat(tags("put")).isEqualTo(Map.of("d", "4"));
    s3.deleteObjectTagging(request -> request.bucket(bucket).key("put"));
    assertThat(tags("put")).isEmpty();
  }
}
