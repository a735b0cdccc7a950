package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.obs.services.ObsClient;
import com.obs.services.exception.ObsException;
import com.obs.services.model.PutObjectRequest;
import com.obs.services.model.SseKmsHeader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** What clients of either dialect are told when the KMS throttles, fails or refuses. */
@ExtendWith(StrongroomExtension.class)
class KmsErrorsIT {
  private final Strongroom strongroom;
  private final KmsAdmin kms;
  private final S3Client s3;
  private String bucket = "";
  private String key = "";

  KmsErrorsIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    kms = new KmsAdmin(strongroom.endpoint("kms"), strongroom.data());
    s3 = strongroom.s3WithoutRetries(new Answers());
  }

  @BeforeEach
  void prepare() {
    bucket = strongroom.newBucket();
    // Breakers and remembered refusals are of one key.
    key = strongroom.newKmsKey();
  }

  @AfterEach
  void reset() {
    kms.reset();
    s3.close();
  }

  private void put() {
    s3.putObject(
        request ->
            request
                .bucket(bucket)
                .key("k")
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(key),
        RequestBody.fromString("content"));
  }

  private static Optional<String> retryAfter(S3Exception refused) {
    return refused.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("retry-after");
  }

  @ParameterizedTest
  @CsvSource({
    "ThrottlingException, 503, SlowDown",
    "KMSInternalException, 503, ServiceUnavailable",
    "KeyUnavailableException, 503, ServiceUnavailable",
    "DependencyTimeoutException, 503, ServiceUnavailable",
    "DisabledException, 400, KMS.DisabledException",
    "KMSInvalidStateException, 400, KMS.KMSInvalidStateException",
    "NotFoundException, 400, KMS.NotFoundException",
    "InvalidKeyUsageException, 400, KMS.InvalidKeyUsageException",
    "AccessDeniedException, 403, AccessDenied"
  })
  void s3_put_toldByTheTable(String fault, int status, String code) {
    kms.fail("GenerateDataKey", fault);
    S3Exception refused = catchThrowableOfType(S3Exception.class, this::put);
    assertThat(refused.statusCode()).isEqualTo(status);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(retryAfter(refused).map(Integer::valueOf).filter(s -> s >= 1 && s <= 5).isPresent())
        .as("is told when to come back")
        .isEqualTo(status == 503);
  }

  @Test
  void s3_throttled_namesTheKms() {
    kms.fail("GenerateDataKey", "ThrottlingException");
    S3Exception refused = catchThrowableOfType(S3Exception.class, this::put);
    assertThat(refused.awsErrorDetails().errorMessage())
        .isEqualTo("Please reduce your request rate for operations involving AWS KMS.");
  }

  @Test
  void s3_get_damagedKey_internalErrorBeforeTheFirstByte() {
    put();
    kms.fail("Decrypt", "InvalidCiphertextException");
    S3Exception refused =
        catchThrowableOfType(
            S3Exception.class,
            () -> s3.getObjectAsBytes(request -> request.bucket(bucket).key("k")));
    assertThat(refused.statusCode()).isEqualTo(500);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InternalError");
  }

  @ParameterizedTest
  @CsvSource({
    "ThrottlingException, 503, SlowDown",
    "KMSInternalException, 503, ServiceUnavailable",
    "DisabledException, 400, KMS.DisabledException",
    "KMSInvalidStateException, 400, KMS.DisabledException",
    "NotFoundException, 400, KMS.NotFoundException",
    "InvalidKeyUsageException, 400, InvalidArgument",
    "AccessDeniedException, 403, AccessDenied"
  })
  void obs_put_toldByTheTable(String fault, int status, String code) throws IOException {
    kms.fail("GenerateDataKey", fault);
    try (ObsClient obs = strongroom.obs()) {
      PutObjectRequest request =
          new PutObjectRequest(bucket, "k", new ByteArrayInputStream(new byte[1]));
      SseKmsHeader header = new SseKmsHeader();
      header.setKmsKeyId(key);
      request.setSseKmsHeader(header);
      ObsException refused = catchThrowableOfType(ObsException.class, () -> obs.putObject(request));
      assertThat(refused.getResponseCode()).isEqualTo(status);
      assertThat(refused.getErrorCode()).isEqualTo(code);
    }
  }

  @Test
  void keysApi_throttled_toldAsTheKmsWould() {
    kms.fail("GenerateDataKey", "ThrottlingException");
    try (var keys = strongroom.kms(strongroom.endpoint("https"))) {
      var refused =
          catchThrowableOfType(
              software.amazon.awssdk.services.kms.model.KmsException.class,
              () -> keys.generateDataKey(request -> request.keyId(key).keySpec("AES_256")));
      assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ThrottlingException");
    }
  }
}
