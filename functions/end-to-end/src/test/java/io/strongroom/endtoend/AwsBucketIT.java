package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Buckets, listings, presigned addresses, conditions and refusals, by the AWS SDK. */
@ExtendWith(StrongroomExtension.class)
class AwsBucketIT {
  private final Strongroom strongroom;
  private final S3Client s3;
  private final String bucket;

  AwsBucketIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    s3 = strongroom.s3();
    bucket = strongroom.newBucket();
  }

  private void put(String key, Map<String, String> headers) {
    s3.putObject(
        request -> request.bucket(bucket).key(key).overrideConfiguration(with(headers)),
        RequestBody.fromString("content of " + key));
  }

  private String get(String key, Map<String, String> headers) {
    return s3.getObjectAsBytes(
            request -> request.bucket(bucket).key(key).overrideConfiguration(with(headers)))
        .asUtf8String();
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

  @Test
  void list_pages_giveEveryKeyOnceInOrder() {
    List<String> keys = List.of("a/1", "a/2", "b", "c/1", "d");
    keys.forEach(key -> put(key, Map.of()));

    assertThat(
            s3
                .listObjectsV2Paginator(request -> request.bucket(bucket).maxKeys(2))
                .contents()
                .stream())
        .extracting(object -> object.key())
        .containsExactlyElementsOf(keys);
    assertThat(s3.listObjects(request -> request.bucket(bucket).marker("a/2")).contents())
        .extracting(object -> object.key())
        .containsExactly("b", "c/1", "d");
    var folders = s3.listObjectsV2(request -> request.bucket(bucket).delimiter("/"));
    assertThat(folders.commonPrefixes())
        .extracting(prefix -> prefix.prefix())
        .containsExactly("a/", "c/");
    assertThat(folders.contents()).extracting(object -> object.key()).containsExactly("b", "d");
  }

  @Test
  void deleteObjects_thenDeleteBucket_leavesNothing() {
    put("a", Map.of());
    put("b", Map.of());
    assertRefused(() -> s3.deleteBucket(request -> request.bucket(bucket)), 409, "BucketNotEmpty");

    var deleted =
        s3.deleteObjects(
            request ->
                request
                    .bucket(bucket)
                    .delete(
                        list ->
                            list.objects(
                                ObjectIdentifier.builder().key("a").build(),
                                ObjectIdentifier.builder().key("b").build(),
                                ObjectIdentifier.builder().key("never there").build())));

    assertThat(deleted.deleted()).hasSize(3);
    assertThat(deleted.errors()).isEmpty();
    s3.deleteBucket(request -> request.bucket(bucket));
    assertThat(s3.listBuckets().buckets()).extracting(some -> some.name()).doesNotContain(bucket);
  }

  @Test
  void bucketDefault_appliesToLaterObjectsUntilDeleted() {
    ServerSideEncryptionRule wanted =
        ServerSideEncryptionRule.builder()
            .bucketKeyEnabled(true)
            .applyServerSideEncryptionByDefault(
                algorithm ->
                    algorithm
                        .sseAlgorithm(ServerSideEncryption.AWS_KMS)
                        .kmsMasterKeyID(strongroom.kmsKey()))
            .build();
    s3.putBucketEncryption(
        request ->
            request
                .bucket(bucket)
                .serverSideEncryptionConfiguration(configuration -> configuration.rules(wanted)));
    ServerSideEncryptionRule rule =
        s3.getBucketEncryption(request -> request.bucket(bucket))
            .serverSideEncryptionConfiguration()
            .rules()
            .getFirst();
    assertThat(rule.bucketKeyEnabled()).isTrue();
    assertThat(rule.applyServerSideEncryptionByDefault().kmsMasterKeyID())
        .isEqualTo(strongroom.kmsKey());

    put("by-default", Map.of());
    put("explicit", Mode.SSE_S3.onWrite(""));
    s3.deleteBucketEncryption(request -> request.bucket(bucket));
    put("after", Map.of());

    var head = s3.headObject(request -> request.bucket(bucket).key("by-default"));
    assertThat(head.ssekmsKeyId()).isEqualTo(strongroom.kmsKey());
    assertThat(head.bucketKeyEnabled()).isTrue();
    assertThat(get("by-default", Map.of())).isEqualTo("content of by-default");
    for (String key : List.of("explicit", "after")) {
      var other = s3.headObject(request -> request.bucket(bucket).key(key));
      assertThat(other.serverSideEncryption()).isEqualTo(ServerSideEncryption.AES256);
      assertThat(other.ssekmsKeyId()).isNull();
    }
  }

  @Test
  void presigned_putAndGet_needNoCredentials() throws IOException, InterruptedException {
    try (S3Presigner presigner = strongroom.presigner();
        HttpClient http = HttpClient.newBuilder().sslContext(strongroom.tls()).build()) {
      var put =
          presigner.presignPutObject(
              request ->
                  request
                      .signatureDuration(Duration.ofMinutes(5))
                      .putObjectRequest(
                          object ->
                              object
                                  .bucket(bucket)
                                  .key("pre signed/ü")
                                  .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                  .ssekmsKeyId(strongroom.kmsKey())));
      HttpRequest.Builder upload =
          HttpRequest.newBuilder(java.net.URI.create(put.url().toString()))
              .PUT(HttpRequest.BodyPublishers.ofString("hello"));
      put.signedHeaders().entrySet().stream()
          .filter(header -> !header.getKey().equalsIgnoreCase("host"))
          .forEach(header -> upload.header(header.getKey(), header.getValue().getFirst()));
      assertThat(http.send(upload.build(), HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);

      var get =
          presigner.presignGetObject(
              request ->
                  request
                      .signatureDuration(Duration.ofMinutes(5))
                      .getObjectRequest(
                          object ->
                              object
                                  .bucket(bucket)
                                  .key("pre signed/ü")
                                  .responseContentType("text/x-test")));
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(java.net.URI.create(get.url().toString())).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("hello");
      assertThat(answer.headers().firstValue("content-type")).hasValue("text/x-test");
      assertThat(answer.headers().firstValue("x-amz-server-side-encryption")).hasValue("aws:kms");
      assertThat(
              http.send(
                      HttpRequest.newBuilder(
                              java.net.URI.create(get.url().toString().replace("pre", "Pre")))
                          .build(),
                      HttpResponse.BodyHandlers.ofString())
                  .body())
          .contains("<Code>SignatureDoesNotMatch</Code>");
    }
  }

  @Test
  void conditions_decideWritesAndReads() {
    put("k", Map.of());
    String tag = s3.headObject(request -> request.bucket(bucket).key("k")).eTag();

    assertRefused(() -> put("k", Map.of("If-None-Match", "*")), 412, "PreconditionFailed");
    assertRefused(
        () -> put("k", Map.of("If-Match", "\"0123456789abcdef0123456789abcdef\"")),
        412,
        "PreconditionFailed");
    put("k", Map.of("If-Match", tag));
    put("new", Map.of("If-None-Match", "*"));

    assertThat(get("k", Map.of("If-Match", tag))).isEqualTo("content of k");
    assertThatThrownBy(() -> get("k", Map.of("If-None-Match", tag)))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(304));
  }

  @Test
  void get_customerKeyWrongOrMissing_refused() {
    put("c", Mode.SSE_C.onWrite(""));
    Map<String, String> wrong =
        Mode.customerKey("x-amz-server-side-encryption-customer-", new byte[32]);

    assertRefused(() -> get("c", wrong), 403, "AccessDenied");
    assertRefused(() -> get("c", Map.of()), 400, "InvalidRequest");
    assertThatThrownBy(() -> s3.headObject(request -> request.bucket(bucket).key("c")))
        .isInstanceOfSatisfying(S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(400));
    put("s", Map.of());
    assertRefused(() -> get("s", Mode.SSE_C.onRead()), 400, "InvalidRequest");
  }

  @Test
  void disabledKey_refusedForPutAndGetButNotForHead() {
    String key = strongroom.newKmsKey();
    put("k", Mode.SSE_KMS.onWrite(key));
    strongroom.kms().disableKey(request -> request.keyId(key));

    assertRefused(() -> put("other", Mode.SSE_KMS.onWrite(key)), 400, "KMS.DisabledException");
    assertRefused(() -> get("k", Map.of()), 400, "KMS.DisabledException");
    assertThat(s3.headObject(request -> request.bucket(bucket).key("k")).ssekmsKeyId())
        .isEqualTo(key);
  }

  @Test
  void put_keyThatDoesNotExist_refused() {
    assertRefused(
        () -> put("k", Mode.SSE_KMS.onWrite("00000000-0000-0000-0000-000000000000")),
        400,
        "KMS.NotFoundException");
    assertRefused(() -> get("k", Map.of()), 404, "NoSuchKey");
  }

  @Test
  void put_unknownAlgorithm_refused() {
    assertRefused(
        () -> put("k", Map.of("x-amz-server-side-encryption", "ROT13")), 400, "InvalidArgument");
  }

  @Test
  void get_bucketThatDoesNotExist_refused() {
    assertRefused(
        () -> s3.getBucketEncryption(request -> request.bucket("never-made")), 404, "NoSuchBucket");
  }
}
