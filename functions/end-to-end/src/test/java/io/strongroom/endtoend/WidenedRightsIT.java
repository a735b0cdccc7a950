package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.obs.services.ObsClient;
import com.obs.services.exception.ObsException;
import com.obs.services.model.AppendObjectRequest;
import com.obs.services.model.SseKmsHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.net.ssl.HttpsURLConnection;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Somebody with few rights on objects who tries to get more of them, by every door there is. */
@ExtendWith(StrongroomExtension.class)
class WidenedRightsIT {

  private static final Tag OPEN = Tag.builder().key("class").value("open").build();

  private static final String ADDRESS = "203.0.113.7";

  private final Strongroom strongroom;
  private final S3Client root;
  private final IamClient iam;
  private final String user = "mallory-" + UUID.randomUUID();
  private String bucket = "";
  private AwsCredentialsProvider key;
  private S3Client mallory;

  WidenedRightsIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    this.root = strongroom.s3();
    this.iam = strongroom.iam(strongroom.root());
  }

  @BeforeEach
  void createUser() {
    bucket = strongroom.newBucket();
    for (String object : List.of("open/plan", "secret/plan")) {
      root.putObject(request -> request.bucket(bucket).key(object), RequestBody.fromString(object));
    }
    iam.createUser(request -> request.userName(user));
    AccessKey made = iam.createAccessKey(request -> request.userName(user)).accessKey();
    key =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(made.accessKeyId(), made.secretAccessKey()));
    mallory = strongroom.s3(key);
  }

  private void allow(String... statements) {
    iam.putUserPolicy(
        request -> request.userName(user).policyName("p").policyDocument(policy(statements)));
    aSecond();
  }

  private static String policy(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  private static String allowing(String actions, String resource) {
    return "{\"Effect\":\"Allow\",\"Action\":%s,\"Resource\":\"%s\"}".formatted(actions, resource);
  }

  private String objects(String pattern) {
    return "arn:aws:s3:::" + bucket + "/" + pattern;
  }

  private void protect(String statement) {
    root.putBucketPolicy(request -> request.bucket(bucket).policy(policy(statement)));
  }

  private static void aSecond() {
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
  }

  @Test
  void headers_thatSayWhereOrWhoOneIs_areNotBelieved() {
    allow(
        """
        {"Effect":"Allow","Action":"s3:GetObject","Resource":"*",
        "Condition":{"IpAddress":{"aws:SourceIp":"%s"}}}\
        """
            .formatted(ADDRESS),
        """
        {"Effect":"Allow","Action":"s3:GetObject","Resource":"*",
        "Condition":{"StringEquals":{"aws:PrincipalTag/team":"red"}}}\
        """);
    assertDenied(() -> getWith("x-unknown", "x"));

    for (String header :
        List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Strongroom-Client", "Client-IP")) {
      assertThatThrownBy(() -> getWith(header, ADDRESS)).as(header).isInstanceOf(S3Exception.class);
    }
    for (String header : List.of("PrincipalTag-team", "x-amz-principaltag-team", "userid")) {
      assertThatThrownBy(() -> getWith(header, "red")).as(header).isInstanceOf(S3Exception.class);
    }
  }

  private void getWith(String header, String value) {
    mallory.getObjectAsBytes(
        request ->
            request
                .bucket(bucket)
                .key("secret/plan")
                .overrideConfiguration(with -> with.putHeader(header, value)));
  }

  @Test
  void tags_comeWithTheRightToTag_whateverBringsThem() {
    allow(allowing("[\"s3:PutObject\",\"s3:GetObject\"]", objects("open/*")));
    String tag = "class=open";

    assertDenied(
        () ->
            mallory.putObject(
                request -> request.bucket(bucket).key("open/new").tagging(tag),
                RequestBody.fromString("x")));
    assertDenied(
        () ->
            mallory.createMultipartUpload(
                request -> request.bucket(bucket).key("open/new").tagging(tag)));
    assertDenied(
        () ->
            mallory.copyObject(
                request ->
                    request
                        .sourceBucket(bucket)
                        .sourceKey("open/plan")
                        .destinationBucket(bucket)
                        .destinationKey("open/new")
                        .taggingDirective(TaggingDirective.REPLACE)
                        .tagging(tag)));
    assertDenied(
        () ->
            mallory.putObjectTagging(
                request ->
                    request.bucket(bucket).key("open/plan").tagging(tags -> tags.tagSet(OPEN))));
    assertThatThrownBy(() -> root.headObject(request -> request.bucket(bucket).key("open/new")))
        .isInstanceOf(S3Exception.class);
  }

  @Test
  void copy_readsNothingThatOneMayNotRead() {
    allow(allowing("[\"s3:PutObject\",\"s3:GetObject\"]", objects("open/*")));
    root.putBucketVersioning(
        request ->
            request
                .bucket(bucket)
                .versioningConfiguration(with -> with.status(BucketVersioningStatus.ENABLED)));
    String old =
        root.putObject(
                request -> request.bucket(bucket).key("open/plan"), RequestBody.fromString("old"))
            .versionId();

    assertDenied(() -> copy("secret/plan", "open/x"));
    assertDenied(() -> copy("open/plan", "secret/x"));
    assertDenied(
        () ->
            mallory.copyObject(
                request ->
                    request
                        .sourceBucket(bucket)
                        .sourceKey("open/plan")
                        .sourceVersionId(old)
                        .destinationBucket(bucket)
                        .destinationKey("open/x")));
    String upload =
        mallory.createMultipartUpload(request -> request.bucket(bucket).key("open/x")).uploadId();
    assertDenied(
        () ->
            mallory.uploadPartCopy(
                request ->
                    request
                        .sourceBucket(bucket)
                        .sourceKey("secret/plan")
                        .destinationBucket(bucket)
                        .destinationKey("open/x")
                        .uploadId(upload)
                        .partNumber(1)));
    copy("open/plan", "open/y");
  }

  private void copy(String from, String to) {
    mallory.copyObject(
        request ->
            request
                .sourceBucket(bucket)
                .sourceKey(from)
                .destinationBucket(bucket)
                .destinationKey(to)
                .metadataDirective(MetadataDirective.COPY));
  }

  @Test
  void copy_ofTags_needsTheRightToReadThem() {
    root.putObjectTagging(
        request -> request.bucket(bucket).key("open/plan").tagging(tags -> tags.tagSet(OPEN)));
    allow(
        allowing("[\"s3:PutObject\",\"s3:GetObject\",\"s3:PutObjectTagging\"]", objects("open/*")));

    assertDenied(() -> copy("open/plan", "open/tagged"));
  }

  @Test
  void upload_ofSomebodyElse_isNotTakenOverByItsId() {
    String upload =
        root.createMultipartUpload(request -> request.bucket(bucket).key("secret/up")).uploadId();
    allow(allowing("[\"s3:PutObject\",\"s3:AbortMultipartUpload\"]", objects("open/*")));

    assertDenied(
        () ->
            mallory.uploadPart(
                request -> request.bucket(bucket).key("secret/up").uploadId(upload).partNumber(1),
                RequestBody.fromString("x")));
    assertThatThrownBy(
            () ->
                mallory.uploadPart(
                    request -> request.bucket(bucket).key("open/up").uploadId(upload).partNumber(1),
                    RequestBody.fromString("x")))
        .isInstanceOf(S3Exception.class);
    assertDenied(
        () ->
            mallory.abortMultipartUpload(
                request -> request.bucket(bucket).key("secret/up").uploadId(upload)));
    assertDenied(
        () ->
            mallory.listParts(request -> request.bucket(bucket).key("secret/up").uploadId(upload)));
  }

  @Test
  void batchOfDeletes_takesWhatOneMayDelete_andNoVersion() {
    root.putBucketVersioning(
        request ->
            request
                .bucket(bucket)
                .versioningConfiguration(with -> with.status(BucketVersioningStatus.ENABLED)));
    String version =
        root.putObject(
                request -> request.bucket(bucket).key("open/plan"), RequestBody.fromString("new"))
            .versionId();
    allow(allowing("\"s3:DeleteObject\"", objects("open/*")));

    DeleteObjectsResponse done =
        mallory.deleteObjects(
            request ->
                request
                    .bucket(bucket)
                    .delete(
                        each ->
                            each.objects(
                                ObjectIdentifier.builder().key("open/plan").build(),
                                ObjectIdentifier.builder()
                                    .key("open/plan")
                                    .versionId(version)
                                    .build(),
                                ObjectIdentifier.builder().key("secret/plan").build())));

    assertThat(done.deleted())
        .singleElement()
        .satisfies(d -> assertThat(d.deleteMarker()).isTrue());
    assertThat(done.errors())
        .hasSize(2)
        .allSatisfy(e -> assertThat(e.code()).isEqualTo("AccessDenied"));
    root.headObject(request -> request.bucket(bucket).key("open/plan").versionId(version));
    root.headObject(request -> request.bucket(bucket).key("secret/plan"));
  }

  @Test
  void policyOfABucket_givenToAnotherAccountWhole_isStillNotTheirs() {
    Accounts.Account b = Accounts.add(strongroom, "b-" + UUID.randomUUID());
    protect(
        """
        {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"s3:*",
        "Resource":["arn:aws:s3:::%s","arn:aws:s3:::%s/*"]}\
        """
            .formatted(b.id(), bucket, bucket));
    S3Client theirs = strongroom.s3(b.root());
    theirs.getObjectAsBytes(request -> request.bucket(bucket).key("secret/plan"));

    Stream.<ThrowingCallable>of(
            () -> theirs.getBucketPolicy(request -> request.bucket(bucket)),
            () -> theirs.deleteBucketPolicy(request -> request.bucket(bucket)),
            () ->
                theirs.putBucketPolicy(
                    request ->
                        request.bucket(bucket).policy(policy(allowingAll(b.id(), objects("*"))))))
        .forEach(
            call ->
                assertThatThrownBy(call)
                    .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(405)));
  }

  private static String allowingAll(String principal, String resource) {
    return "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"s3:*\",\"Resource\":\"%s\"}"
        .formatted(principal, resource);
  }

  @Test
  @OneProcess
  void keyThatAPolicyForbids_isForbiddenByItsAliasToo() {
    String bad = strongroom.newKmsKey();
    String alias = "alias/" + UUID.randomUUID();
    strongroom.kms().createAlias(request -> request.aliasName(alias).targetKeyId(bad));
    protect(
        """
        {"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"%s","Condition":{
        "StringEquals":{"s3:x-amz-server-side-encryption-aws-kms-key-id":"%s"}}}\
        """
            .formatted(objects("*"), bad));

    for (String name :
        List.of(bad, bad.replaceFirst(".*/", ""), alias, bad.replaceFirst("key/.*", alias))) {
      assertThatThrownBy(() -> putUnder(name)).as(name).isInstanceOf(S3Exception.class);
      assertThatThrownBy(
              () ->
                  root.createMultipartUpload(
                      request ->
                          request
                              .bucket(bucket)
                              .key("k")
                              .serverSideEncryption("aws:kms")
                              .ssekmsKeyId(name)))
          .as(name)
          .isInstanceOf(S3Exception.class);
    }
    putUnder(strongroom.newKmsKey());
  }

  private void putUnder(String kmsKey) {
    root.putObject(
        request ->
            request.bucket(bucket).key("k").serverSideEncryption("aws:kms").ssekmsKeyId(kmsKey),
        RequestBody.fromString("x"));
  }

  @Test
  void presignedUrl_ofASession_isBoundToItsTokenAndItsPolicy() throws IOException {
    allow(allowing("\"s3:GetObject\"", objects("*")));
    Credentials narrow = federated(policy(allowing("\"s3:GetObject\"", objects("open/*"))));
    Credentials wide = federated(policy(allowing("\"s3:GetObject\"", objects("*"))));

    URL open = presigned(narrow, narrow.sessionToken(), "open/plan");
    assertThat(status(open.toString())).isEqualTo(200);
    assertThat(status(presigned(narrow, narrow.sessionToken(), "secret/plan").toString()))
        .isEqualTo(403);
    assertThat(status(presigned(narrow, wide.sessionToken(), "secret/plan").toString()))
        .isEqualTo(400);
    assertThat(status(open.toString().replaceFirst("X-Amz-Security-Token=[^&]*&", "")))
        .isEqualTo(403);
    assertThat(status(open.toString().replace("open", "secret"))).isEqualTo(403);
  }

  private Credentials federated(String sessionPolicy) {
    String before = policy(allowing("[\"s3:GetObject\",\"sts:GetFederationToken\"]", "*"));
    iam.putUserPolicy(request -> request.userName(user).policyName("p").policyDocument(before));
    aSecond();
    return strongroom
        .sts(key)
        .getFederationToken(request -> request.name("guest").policy(sessionPolicy))
        .credentials();
  }

  private URL presigned(Credentials who, String token, String object) {
    AwsCredentialsProvider session =
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create(who.accessKeyId(), who.secretAccessKey(), token));
    try (S3Presigner presigner = strongroom.presigner(session)) {
      return presigner
          .presignGetObject(
              request ->
                  request
                      .signatureDuration(Duration.ofMinutes(5))
                      .getObjectRequest(get -> get.bucket(bucket).key(object)))
          .url();
    }
  }

  private int status(String url) throws IOException {
    HttpsURLConnection connection = (HttpsURLConnection) URI.create(url).toURL().openConnection();
    connection.setSSLSocketFactory(strongroom.tls().getSocketFactory());
    return connection.getResponseCode();
  }

  @Test
  void append_tellsPoliciesHowTheObjectIsSealed_andNotWhatAHeaderSays() throws IOException {
    try (ObsClient obs = strongroom.obs()) {
      append(obs, 0, false);
      protect(
          """
          {"Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"%s","Condition":{
          "StringNotEquals":{"s3:x-amz-server-side-encryption":"aws:kms"}}}\
          """
              .formatted(objects("*")));

      assertThatThrownBy(() -> append(obs, 3, false)).isInstanceOf(ObsException.class);
      assertThatThrownBy(() -> append(obs, 3, true))
          .isInstanceOfSatisfying(
              ObsException.class, e -> assertThat(e.getResponseCode()).isEqualTo(403));
    }
  }

  private void append(ObsClient obs, long position, boolean kms) {
    AppendObjectRequest request = new AppendObjectRequest(bucket);
    request.setObjectKey("log");
    request.setPosition(position);
    request.setInput(new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8)));
    if (kms) {
      request.setSseKmsHeader(new SseKmsHeader());
    }
    obs.appendObject(request);
  }

  @Test
  void settingsOfTheBucket_areNotForWhoeverMayWriteObjects() {
    allow(allowing("[\"s3:PutObject\",\"s3:GetObject\",\"s3:DeleteObject\"]", "*"));

    Stream.<ThrowingCallable>of(
            () -> mallory.deleteBucketEncryption(request -> request.bucket(bucket)),
            () -> mallory.deletePublicAccessBlock(request -> request.bucket(bucket)),
            () -> mallory.deleteBucketPolicy(request -> request.bucket(bucket)),
            () -> mallory.getBucketPolicy(request -> request.bucket(bucket)),
            () -> mallory.deleteBucket(request -> request.bucket(bucket)),
            () ->
                mallory.putBucketVersioning(
                    request ->
                        request
                            .bucket(bucket)
                            .versioningConfiguration(
                                with -> with.status(BucketVersioningStatus.ENABLED))),
            () -> mallory.listObjectsV2(request -> request.bucket(bucket)),
            () -> mallory.listMultipartUploads(request -> request.bucket(bucket)),
            () -> mallory.createBucket(request -> request.bucket("b-" + UUID.randomUUID())),
            mallory::listBuckets)
        .forEach(WidenedRightsIT::assertDenied);
  }
}
