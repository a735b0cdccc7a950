package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.obs.services.ObsClient;
import com.obs.services.exception.ObsException;
import com.obs.services.model.AppendObjectRequest;
import com.obs.services.model.BucketCors;
import com.obs.services.model.BucketCorsRule;
import com.obs.services.model.BucketQuota;
import com.obs.services.model.BucketStoragePolicyConfiguration;
import com.obs.services.model.BucketTagInfo;
import com.obs.services.model.BucketVersioningConfiguration;
import com.obs.services.model.LifecycleConfiguration;
import com.obs.services.model.ObjectMetadata;
import com.obs.services.model.ObjectTagResult;
import com.obs.services.model.ObjectTaggingRequest;
import com.obs.services.model.PutObjectRequest;
import com.obs.services.model.RestoreObjectRequest;
import com.obs.services.model.RestoreTierEnum;
import com.obs.services.model.SetObjectMetadataRequest;
import com.obs.services.model.StorageClassEnum;
import com.obs.services.model.VersioningStatusEnum;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What Huawei's SDK does beside objects and their encryption, in each of its ways to talk. */
@ExtendWith(StrongroomExtension.class)
@ParameterizedClass
@EnumSource(ObsIT.Speech.class)
class ObsBreadthIT {

  @Parameter ObsIT.Speech speech;

  private final Strongroom strongroom;
  private ObsClient obs;
  private String bucket;

  ObsBreadthIT(Strongroom strongroom) {
    this.strongroom = strongroom;
  }

  @BeforeEach
  void open() {
    obs = speech.client(strongroom);
    bucket = strongroom.newBucket();
  }

  @AfterEach
  void close() throws IOException {
    obs.close();
  }

  private static ByteArrayInputStream content(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private void put(String key, StorageClassEnum storageClass) {
    PutObjectRequest request = new PutObjectRequest(bucket, key, content("text"));
    ObjectMetadata metadata = new ObjectMetadata();
    metadata.setObjectStorageClass(storageClass);
    request.setMetadata(metadata);
    obs.putObject(request);
  }

  private String get(String key) throws IOException {
    try (var in = obs.getObject(bucket, key).getObjectContent()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertRefused(ThrowingCallable call, int status, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ObsException.class,
            e -> {
              assertThat(e.getErrorCode()).isEqualTo(code);
              assertThat(e.getResponseCode()).isEqualTo(status);
            });
  }

  @Test
  void append_thenListed_isAppendable() throws IOException {
    append("log", "abc", 0);
    append("log", "def", 3);
    put("plain", StorageClassEnum.STANDARD);

    assertThat(get("log")).isEqualTo("abcdef");
    assertThat(obs.getObjectMetadata(bucket, "log").isAppendable()).isTrue();
    assertThat(obs.getObjectMetadata(bucket, "log").getNextPosition()).isEqualTo(6);
    assertThat(obs.listObjects(bucket).getObjects())
        .extracting(object -> object.getObjectKey() + object.getMetadata().isAppendable())
        .containsExactly("logtrue", "plainfalse");
    assertRefused(() -> append("log", "x", 3), 409, "PositionNotEqualToLength");
    assertRefused(() -> append("plain", "x", 4), 409, "ObjectNotAppendable");
  }

  private void append(String key, String text, long position) {
    AppendObjectRequest request = new AppendObjectRequest();
    request.setBucketName(bucket);
    request.setObjectKey(key);
    request.setPosition(position);
    request.setInput(content(text));
    obs.appendObject(request);
  }

  @Test
  void cold_isReadOnceItWasRestored() throws IOException {
    put("frozen", StorageClassEnum.COLD);
    put("deep", StorageClassEnum.DEEP_ARCHIVE);
    put("warm", StorageClassEnum.WARM);

    assertThat(obs.getObjectMetadata(bucket, "frozen").getObjectStorageClass())
        .isEqualTo(StorageClassEnum.COLD);
    assertThat(obs.listObjects(bucket).getObjects())
        .extracting(object -> object.getMetadata().getObjectStorageClass())
        .containsExactly(
            StorageClassEnum.DEEP_ARCHIVE, StorageClassEnum.COLD, StorageClassEnum.WARM);
    assertThat(get("warm")).isEqualTo("text");
    assertRefused(() -> get("frozen"), 403, "InvalidObjectState");
    assertRefused(() -> get("deep"), 403, "InvalidObjectState");
    assertRefused(() -> restore("warm"), 403, "InvalidObjectState");

    assertThat(restore("frozen")).isEqualTo(202);
    assertThat(restore("frozen")).isEqualTo(200);
    assertThat(get("frozen")).isEqualTo("text");
  }

  private int restore(String key) {
    RestoreObjectRequest request =
        new RestoreObjectRequest(bucket, key, null, 1, RestoreTierEnum.EXPEDITED);
    return obs.restoreObject(request).getCode();
  }

  @Test
  void storagePolicy_isTheClassOfObjectsWithoutOne() throws IOException {
    assertThat(obs.getBucketStoragePolicy(bucket).getBucketStorageClass())
        .isEqualTo(StorageClassEnum.STANDARD);

    obs.setBucketStoragePolicy(bucket, new BucketStoragePolicyConfiguration(StorageClassEnum.WARM));
    obs.putObject(bucket, "k", content("text"));

    assertThat(obs.getBucketStoragePolicy(bucket).getBucketStorageClass())
        .isEqualTo(StorageClassEnum.WARM);
    assertThat(obs.getObjectMetadata(bucket, "k").getObjectStorageClass())
        .isEqualTo(StorageClassEnum.WARM);
    assertThat(get("k")).isEqualTo("text");
  }

  @Test
  void setObjectMetadata_replacesAndAdds() {
    obs.putObject(bucket, "k", content("text"));
    SetObjectMetadataRequest request = new SetObjectMetadataRequest(bucket, "k");
    request.setCacheControl("no-cache");
    request.addUserMetadata("a", "b");

    obs.setObjectMetadata(request);

    var metadata = obs.getObjectMetadata(bucket, "k");
    assertThat(metadata.getCacheControl()).isEqualTo("no-cache");
    assertThat(metadata.getUserMetadata("a")).isEqualTo("b");
  }

  @Test
  void versions_keptListedAndRemoved() throws IOException {
    assertThat(obs.getBucketVersioning(bucket).getVersioningStatus()).isNull();
    obs.setBucketVersioning(
        bucket, new BucketVersioningConfiguration(VersioningStatusEnum.ENABLED));
    String first = obs.putObject(bucket, "k", content("1")).getVersionId();
    obs.putObject(bucket, "k", content("2"));
    obs.deleteObject(bucket, "k");

    assertThat(obs.getBucketVersioning(bucket).getVersioningStatus())
        .isEqualTo(VersioningStatusEnum.ENABLED);
    assertThat(Arrays.stream(obs.listVersions(bucket).getVersions()))
        .extracting(version -> version.isDeleteMarker())
        .containsExactly(true, false, false);
    try (var in = obs.getObject(bucket, "k", first).getObjectContent()) {
      assertThat(in.readAllBytes()).isEqualTo(new byte[] {'1'});
    }
    obs.deleteObject(bucket, "k", first);
    assertThat(obs.listVersions(bucket).getVersions()).hasSize(2);
  }

  @Test
  void tags_ofBucketsAndObjects() {
    BucketTagInfo.TagSet tags = new BucketTagInfo.TagSet();
    tags.addTag("a", "1");
    obs.putObject(bucket, "k", content("text"));

    assertRefused(() -> obs.getBucketTagging(bucket), 404, "NoSuchTagSet");
    obs.setBucketTagging(bucket, new BucketTagInfo(tags));
    obs.setObjectTagging(new ObjectTaggingRequest(bucket, "k", null, new ObjectTagResult(tags)));

    assertThat(obs.getBucketTagging(bucket).getTagSet().getTags())
        .extracting(tag -> tag.getKey() + tag.getValue())
        .containsExactly("a1");
    assertThat(
            obs.getObjectTagging(new ObjectTaggingRequest(bucket, "k", null, null))
                .getTagSet()
                .getTags())
        .hasSize(1);
    obs.deleteBucketTagging(bucket);
    assertRefused(() -> obs.getBucketTagging(bucket), 404, "NoSuchTagSet");
  }

  @Test
  void corsAndLifecycle_setReadAndDeleted() {
    BucketCorsRule rule = new BucketCorsRule();
    rule.setAllowedMethod(List.of("GET", "PUT"));
    rule.setAllowedOrigin(List.of("https://a.test"));
    rule.setAllowedHeader(List.of("*"));
    rule.setMaxAgeSecond(60);
    LifecycleConfiguration lifecycle = new LifecycleConfiguration();
    LifecycleConfiguration.Rule expiring = lifecycle.newRule("r", "t/", true);
    expiring.newExpiration().setDays(3);
    lifecycle.addRule(expiring);

    obs.setBucketCors(bucket, new BucketCors(List.of(rule)));
    obs.setBucketLifecycle(bucket, lifecycle);

    assertThat(obs.getBucketCors(bucket).getRules())
        .singleElement()
        .satisfies(read -> assertThat(read.getAllowedMethod()).containsExactly("GET", "PUT"));
    assertThat(obs.getBucketLifecycle(bucket).getRules())
        .singleElement()
        .satisfies(read -> assertThat(read.getExpiration().getDays()).isEqualTo(3));
    obs.deleteBucketCors(bucket);
    obs.deleteBucketLifecycle(bucket);
    assertRefused(() -> obs.getBucketCors(bucket), 404, "NoSuchCORSConfiguration");
    assertRefused(() -> obs.getBucketLifecycle(bucket), 404, "NoSuchLifecycleConfiguration");
  }

  @Test
  void quotaPolicyAndUsage_asTheSdkAsks() {
    String policy =
        speech == ObsIT.Speech.OBS
            ? "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":{\"ID\":[\"*\"]},"
                + "\"Action\":[\"GetObject\"],\"Resource\":[\"%s/nobody/*\"]}]}"
            : "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\","
                + "\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::%s/nobody/*\"}]}";
    obs.putObject(bucket, "k", content("text"));

    obs.setBucketQuota(bucket, new BucketQuota(1_000));
    obs.setBucketPolicy(bucket, policy.formatted(bucket));

    assertThat(obs.getBucketQuota(bucket).getBucketQuota()).isEqualTo(1_000);
    assertThat(obs.getBucketPolicy(bucket)).contains("nobody");
    assertThat(obs.getBucketStorageInfo(bucket).getObjectNumber()).isEqualTo(1);
    assertThat(obs.getBucketStorageInfo(bucket).getSize()).isEqualTo(4);
    assertThat(obs.getBucketLocation(bucket)).isNotNull();
    obs.deleteBucketPolicy(bucket);
    assertRefused(() -> obs.getBucketPolicy(bucket), 404, "NoSuchBucketPolicy");
  }
}
