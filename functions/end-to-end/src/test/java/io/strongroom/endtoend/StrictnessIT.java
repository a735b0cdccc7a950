package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** What is refused rather than kept and ignored, by the AWS SDK. */
@ExtendWith(StrongroomExtension.class)
class StrictnessIT {
  private final Strongroom strongroom;
  private final S3Client s3;
  private final String bucket;

  StrictnessIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    s3 = strongroom.s3WithoutRetries();
    bucket = strongroom.newBucket();
  }

  private void put(String key, Map<String, String> headers) {
    s3.putObject(
        request -> request.bucket(bucket).key(key).overrideConfiguration(with(headers)),
        RequestBody.fromString("content"));
  }

  private void configure(S3Client client, ServerSideEncryption algorithm, String key) {
    client.putBucketEncryption(
        request ->
            request
                .bucket(bucket)
                .serverSideEncryptionConfiguration(
                    configuration ->
                        configuration.rules(
                            ServerSideEncryptionRule.builder()
                                .applyServerSideEncryptionByDefault(
                                    settings ->
                                        settings.sseAlgorithm(algorithm).kmsMasterKeyID(key))
                                .build())));
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
  void defaultEncryption_keyThatCannotBeUsed_refused() {
    String disabled = strongroom.newKmsKey();
    strongroom.kms().disableKey(request -> request.keyId(disabled));
    String going = strongroom.newKmsKey();
    strongroom.kms().scheduleKeyDeletion(request -> request.keyId(going).pendingWindowInDays(7));
    String rsa =
        strongroom
            .kms()
            .createKey(
                request -> request.keySpec(KeySpec.RSA_2048).keyUsage(KeyUsageType.ENCRYPT_DECRYPT))
            .keyMetadata()
            .arn();
    String elsewhere = strongroom.kmsKey().replaceFirst("kms:[a-z0-9-]+:", "kms:xx-west-9:");

    assertRefused(() -> configureKms(disabled), 400, "KMS.DisabledException");
    assertRefused(() -> configureKms(going), 400, "KMS.KMSInvalidStateException");
    assertRefused(() -> configureKms(rsa), 400, "KMS.InvalidKeyUsageException");
    assertRefused(() -> configureKms(elsewhere), 400, "KMS.NotFoundException");
    configureKms("11111111-2222-4333-8444-555555555555");
  }

  private void configureKms(String key) {
    configure(s3, ServerSideEncryption.AWS_KMS, key);
  }

  @Test
  void defaultEncryption_withKmsKeyInTheClear_refused() {
    try (S3Client clear = strongroom.s3(strongroom.endpoint("http"))) {
      assertRefused(
          () -> configure(clear, ServerSideEncryption.AWS_KMS, strongroom.kmsKey()),
          400,
          "InvalidArgument");
      configure(clear, ServerSideEncryption.AES256, null);
    }
  }

  @Test
  void sessionToken_besidePermanentKey_refused() {
    Map<String, String> keys = strongroom.clientEnvironment();
    AwsSessionCredentials credentials =
        AwsSessionCredentials.create(
            keys.get("AWS_ACCESS_KEY_ID"), keys.get("AWS_SECRET_ACCESS_KEY"), "token");

    assertRefused(
        () ->
            s3.listObjectsV2(
                request ->
                    request
                        .bucket(bucket)
                        .overrideConfiguration(c -> c.credentialsProvider(() -> credentials))),
        400,
        "InvalidToken");
  }

  @Test
  void header_nobodyUnderstands_refused() {
    assertRefused(() -> put("k", Map.of("x-amz-no-such-thing", "1")), 501, "NotImplemented");
    assertRefused(() -> put("k", Map.of("x-obs-callback", "e30=")), 501, "NotImplemented");
    assertThat(s3.listObjectsV2(request -> request.bucket(bucket)).contents()).isEmpty();
  }

  @Test
  void copy_storageClass_isTheRequests() {
    put("k", Map.of("x-amz-storage-class", "GLACIER_IR"));

    s3.copyObject(
        request ->
            request
                .sourceBucket(bucket)
                .sourceKey("k")
                .destinationBucket(bucket)
                .destinationKey("plain"));
    s3.copyObject(
        request ->
            request
                .sourceBucket(bucket)
                .sourceKey("k")
                .destinationBucket(bucket)
                .destinationKey("rare")
                .storageClass(StorageClass.STANDARD_IA));

    assertThat(s3.headObject(request -> request.bucket(bucket).key("plain")).storageClass())
        .isNull();
    assertThat(s3.headObject(request -> request.bucket(bucket).key("rare")).storageClass())
        .isEqualTo(StorageClass.STANDARD_IA);
  }

  @Test
  void presigned_headerAddedBySender_refused() throws IOException, InterruptedException {
    try (S3Presigner presigner = strongroom.presigner();
        HttpClient http = HttpClient.newBuilder().sslContext(strongroom.tls()).build()) {
      URI url =
          URI.create(
              presigner
                  .presignPutObject(
                      request ->
                          request
                              .signatureDuration(Duration.ofMinutes(5))
                              .putObjectRequest(object -> object.bucket(bucket).key("p")))
                  .url()
                  .toString());

      for (String header :
          new String[] {"x-amz-content-sha256", "x-amz-acl", "x-amz-meta-a", "x-amz-new"}) {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(url)
                    .PUT(HttpRequest.BodyPublishers.ofString("hello"))
                    .header(header, "STREAMING-UNSIGNED-PAYLOAD-TRAILER")
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(header).isEqualTo(403);
        assertThat(answer.body())
            .contains("There were headers present in the request which were not signed")
            .contains("<HeadersNotSigned>" + header + "</HeadersNotSigned>");
      }
    }
  }
}
