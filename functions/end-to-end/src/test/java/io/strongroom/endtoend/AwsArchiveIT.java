package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.OptionalObjectAttributes;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Archived objects, and what is not offered, through the AWS SDK. */
@ExtendWith(StrongroomExtension.class)
class AwsArchiveIT {

  private static final String NOWHERE = "no-such-bucket-at-all";

  private final S3Client s3;
  private final String bucket;

  AwsArchiveIT(Strongroom strongroom) {
    s3 = strongroom.s3();
    bucket = strongroom.newBucket();
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

  private void put(String key, StorageClass storageClass) {
    s3.putObject(
        p -> p.bucket(bucket).key(key).storageClass(storageClass), RequestBody.fromString("text"));
  }

  private String get(String key) {
    return s3.getObjectAsBytes(g -> g.bucket(bucket).key(key)).asUtf8String();
  }

  private int restore(String key) {
    return s3.restoreObject(r -> r.bucket(bucket).key(key).restoreRequest(days -> days.days(2)))
        .sdkHttpResponse()
        .statusCode();
  }

  @ParameterizedTest
  @EnumSource(names = {"GLACIER", "DEEP_ARCHIVE"})
  void archived_isReadOnceItWasRestored(StorageClass storageClass) {
    put("k", storageClass);

    assertThat(s3.headObject(h -> h.bucket(bucket).key("k")).storageClass())
        .isEqualTo(storageClass);
    assertRefused(() -> get("k"), 403, "InvalidObjectState");
    assertRefused(this::copy, 403, "InvalidObjectState");

    assertThat(restore("k")).isEqualTo(202);
    assertThat(restore("k")).isEqualTo(200);
    assertThat(get("k")).isEqualTo("text");
    assertThat(s3.headObject(h -> h.bucket(bucket).key("k")).restore())
        .startsWith("ongoing-request=\"false\", expiry-date=\"");
    assertThat(
            s3.listObjectsV2(
                    l ->
                        l.bucket(bucket)
                            .optionalObjectAttributes(OptionalObjectAttributes.RESTORE_STATUS))
                .contents())
        .singleElement()
        .satisfies(object -> assertThat(object.restoreStatus().restoreExpiryDate()).isNotNull());
    copy();
    assertThat(get("copy")).isEqualTo("text");
  }

  private void copy() {
    s3.copyObject(
        c ->
            c.sourceBucket(bucket).sourceKey("k").destinationBucket(bucket).destinationKey("copy"));
  }

  @Test
  void readable_hasNothingToRestore() {
    put("k", StorageClass.STANDARD_IA);

    assertRefused(() -> restore("k"), 403, "InvalidObjectState");
    assertRefused(() -> restore("none"), 404, "NoSuchKey");
  }

  /** Whatever is asked of a bucket that is not there, that comes first. */
  @Test
  void notOffered_bucketThatIsNotThere_comesFirst() {
    put("k", StorageClass.STANDARD);
    Map<String, ThrowingCallable> nowhere =
        Map.of(
            "torrent", () -> torrent(NOWHERE),
            "rename", () -> rename(NOWHERE),
            "session", () -> s3.createSession(c -> c.bucket(NOWHERE)),
            "restore",
                () ->
                    s3.restoreObject(
                        r -> r.bucket(NOWHERE).key("k").restoreRequest(d -> d.days(1))));

    nowhere.values().forEach(call -> assertRefused(call, 404, "NoSuchBucket"));
    assertRefused(() -> torrent(bucket), 405, "MethodNotAllowed");
    assertRefused(() -> rename(bucket), 501, "NotImplemented");
    assertThat(List.of(get("k"))).containsExactly("text");
  }

  private void torrent(String ofBucket) {
    s3.getObjectTorrent(t -> t.bucket(ofBucket).key("k")).response();
  }

  private void rename(String ofBucket) {
    s3.renameObject(r -> r.bucket(ofBucket).key("other").renameSource("/" + ofBucket + "/k"));
  }
}
