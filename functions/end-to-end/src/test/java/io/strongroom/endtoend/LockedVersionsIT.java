package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.obs.services.ObsClient;
import com.obs.services.exception.ObsException;
import com.obs.services.model.DeleteObjectsRequest;
import com.obs.services.model.KeyAndVersion;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Every way to remove or to replace a version, tried on one that is locked. */
@ExtendWith(StrongroomExtension.class)
class LockedVersionsIT {

  private static final Instant TOMORROW =
      Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);

  private static final String KEY = "k";
  private static final String TEXT = "what was locked";

  private final Strongroom strongroom;
  private final S3Client s3;
  private final String bucket = "held-" + UUID.randomUUID();
  private final String version;

  LockedVersionsIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    s3 = strongroom.s3();
    s3.createBucket(request -> request.bucket(bucket).objectLockEnabledForBucket(true));
    version =
        s3.putObject(
                request ->
                    request
                        .bucket(bucket)
                        .key(KEY)
                        .objectLockMode(ObjectLockMode.COMPLIANCE)
                        .objectLockRetainUntilDate(TOMORROW),
                RequestBody.fromString(TEXT))
            .versionId();
  }

  /** A way that may be refused, or do something beside the version. */
  @FunctionalInterface
  private interface Way {
    void go() throws Exception;
  }

  @Test
  void everyWay_lockedVersion_isThereAfterwards() {
    Map<String, Way> ways = new LinkedHashMap<>();
    addDeletions(ways);
    addWrites(ways);
    addSettings(ways);
    addThoseOfObs(ways);

    ways.forEach(this::assertSurvives);
  }

  private void assertSurvives(String name, Way way) {
    try {
      way.go();
    } catch (S3Exception | ObsException refused) {
      int status =
          refused instanceof S3Exception s3Refused
              ? s3Refused.statusCode()
              : ((ObsException) refused).getResponseCode();
      assertThat(status).as(name).isBetween(400, 499);
    } catch (Exception failed) {
      throw new AssertionError(name, failed);
    }
    assertThat(
            s3.getObjectAsBytes(get -> get.bucket(bucket).key(KEY).versionId(version))
                .asUtf8String())
        .as(name)
        .isEqualTo(TEXT);
    assertThat(
            s3.headObject(head -> head.bucket(bucket).key(KEY).versionId(version))
                .objectLockRetainUntilDate())
        .as(name)
        .isAfterOrEqualTo(TOMORROW);
  }

  private void addDeletions(Map<String, Way> ways) {
    ways.put("delete", () -> s3.deleteObject(d -> d.bucket(bucket).key(KEY).versionId(version)));
    ways.put(
        "delete, going past governance",
        () ->
            s3.deleteObject(
                d -> d.bucket(bucket).key(KEY).versionId(version).bypassGovernanceRetention(true)));
    ways.put("delete many", () -> deleteMany(ObjectIdentifier.builder().versionId(version)));
    ways.put("mark many", () -> deleteMany(ObjectIdentifier.builder()));
    ways.put("mark", () -> s3.deleteObject(d -> d.bucket(bucket).key(KEY)));
    ways.put("delete the bucket", () -> s3.deleteBucket(d -> d.bucket(bucket)));
  }

  private void deleteMany(ObjectIdentifier.Builder one) {
    s3.deleteObjects(
        d ->
            d.bucket(bucket)
                .bypassGovernanceRetention(true)
                .delete(all -> all.objects(one.key(KEY).build())));
  }

  private void addWrites(Map<String, Way> ways) {
    ways.put(
        "put over it",
        () -> s3.putObject(p -> p.bucket(bucket).key(KEY), RequestBody.fromString("other")));
    ways.put(
        "copy over it",
        () ->
            s3.copyObject(
                c ->
                    c.sourceBucket(bucket)
                        .sourceKey(KEY)
                        .sourceVersionId(version)
                        .destinationBucket(bucket)
                        .destinationKey(KEY)));
    ways.put("complete over it", this::complete);
    ways.put(
        "another key",
        () ->
            s3.updateObjectEncryption(
                u ->
                    u.bucket(bucket)
                        .key(KEY)
                        .versionId(version)
                        .objectEncryption(
                            e -> e.ssekms(key -> key.kmsKeyArn(strongroom.kmsKey())))));
  }

  private void complete() {
    String id = s3.createMultipartUpload(c -> c.bucket(bucket).key(KEY)).uploadId();
    String tag =
        s3.uploadPart(
                p -> p.bucket(bucket).key(KEY).uploadId(id).partNumber(1),
                RequestBody.fromString("part"))
            .eTag();
    s3.completeMultipartUpload(
        c ->
            c.bucket(bucket)
                .key(KEY)
                .uploadId(id)
                .multipartUpload(
                    parts -> parts.parts(CompletedPart.builder().partNumber(1).eTag(tag).build())));
  }

  private void addSettings(Map<String, Way> ways) {
    ways.put(
        "shorten", () -> retain(TOMORROW.minusSeconds(60), ObjectLockRetentionMode.COMPLIANCE));
    ways.put("loosen", () -> retain(TOMORROW, ObjectLockRetentionMode.GOVERNANCE));
    ways.put(
        "take the retention away",
        () ->
            s3.putObjectRetention(
                r ->
                    r.bucket(bucket)
                        .key(KEY)
                        .versionId(version)
                        .bypassGovernanceRetention(true)
                        .retention(nothing -> {})));
    ways.put(
        "keep no versions any more",
        () ->
            s3.putBucketVersioning(
                v ->
                    v.bucket(bucket)
                        .versioningConfiguration(
                            to -> to.status(BucketVersioningStatus.SUSPENDED))));
    ways.put(
        "lock nothing by default",
        () ->
            s3.putObjectLockConfiguration(
                l ->
                    l.bucket(bucket)
                        .objectLockConfiguration(
                            to -> to.objectLockEnabled(ObjectLockEnabled.ENABLED))));
    LifecycleRule all =
        LifecycleRule.builder()
            .id("all")
            .status(ExpirationStatus.ENABLED)
            .filter(everything -> everything.prefix(""))
            .expiration(e -> e.date(Instant.parse("2020-01-01T00:00:00Z")))
            .noncurrentVersionExpiration(e -> e.noncurrentDays(1))
            .build();
    ways.put(
        "a rule that lets everything go",
        () ->
            s3.putBucketLifecycleConfiguration(
                l -> l.bucket(bucket).lifecycleConfiguration(rules -> rules.rules(all))));
    ways.put(
        "by a statement",
        () -> {
          try (Metadata database = strongroom.metadata()) {
            database.change("delete from objects.object_version where bucket = '" + bucket + "'");
          } catch (IllegalStateException refused) {
            assertThat(refused).hasMessageContaining("locked version");
          }
        });
  }

  private void retain(Instant until, ObjectLockRetentionMode mode) {
    s3.putObjectRetention(
        r ->
            r.bucket(bucket)
                .key(KEY)
                .versionId(version)
                .bypassGovernanceRetention(true)
                .retention(kept -> kept.mode(mode).retainUntilDate(until)));
  }

  private void addThoseOfObs(Map<String, Way> ways) {
    ways.put("OBS: delete", () -> with(obs -> obs.deleteObject(bucket, KEY, version)));
    ways.put("OBS: mark", () -> with(obs -> obs.deleteObject(bucket, KEY)));
    ways.put(
        "OBS: delete many",
        () ->
            with(
                obs ->
                    obs.deleteObjects(
                        new DeleteObjectsRequest(
                            bucket,
                            false,
                            new KeyAndVersion[] {new KeyAndVersion(KEY, version)}))));
    ways.put("OBS: delete the bucket", () -> with(obs -> obs.deleteBucket(bucket)));
  }

  private void with(Consumer<ObsClient> way) throws IOException {
    try (ObsClient obs = strongroom.obs()) {
      way.accept(obs);
    }
  }
}
