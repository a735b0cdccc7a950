package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.obs.services.ObsClient;
import com.obs.services.exception.ObsException;
import com.obs.services.model.AuthTypeEnum;
import com.obs.services.model.BucketEncryption;
import com.obs.services.model.CompleteMultipartUploadRequest;
import com.obs.services.model.CopyObjectRequest;
import com.obs.services.model.GetObjectMetadataRequest;
import com.obs.services.model.GetObjectRequest;
import com.obs.services.model.InitiateMultipartUploadRequest;
import com.obs.services.model.PartEtag;
import com.obs.services.model.PutObjectRequest;
import com.obs.services.model.SSEAlgorithmEnum;
import com.obs.services.model.SseCHeader;
import com.obs.services.model.SseKmsHeader;
import com.obs.services.model.UploadPartRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Huawei's OBS SDK: its own dialect by sub-domain, and the S3 dialect with both signatures. */
@ExtendWith(StrongroomExtension.class)
@ParameterizedClass
@EnumSource(ObsIT.Speech.class)
class ObsIT {
  /** How the SDK is made to talk. */
  enum Speech {
    OBS,
    S3_V2,
    S3_V4;

    ObsClient client(Strongroom strongroom) {
      return switch (this) {
        case OBS -> strongroom.obs();
        case S3_V2 -> strongroom.obs(AuthTypeEnum.V2);
        case S3_V4 -> strongroom.obs(AuthTypeEnum.V4);
      };
    }

    String prefix() {
      return this == OBS ? "x-obs-" : "x-amz-";
    }
  }

  @Parameter Speech speech;

  private final Strongroom strongroom;
  private ObsClient obs;
  private String bucket;

  ObsIT(Strongroom strongroom) {
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

  private SseCHeader customerKey() {
    SseCHeader header = new SseCHeader();
    header.setSseCKey(Samples.bytes(32));
    return header;
  }

  private SseKmsHeader kmsKey() {
    SseKmsHeader header = new SseKmsHeader();
    header.setKmsKeyId(strongroom.kmsKey().substring(strongroom.kmsKey().indexOf('/') + 1));
    return header;
  }

  private PutObjectRequest put(String key, byte[] content) {
    PutObjectRequest request = new PutObjectRequest(bucket, key, new ByteArrayInputStream(content));
    return request;
  }

  private byte[] get(GetObjectRequest request) throws IOException {
    try (var content = obs.getObject(request).getObjectContent()) {
      return content.readAllBytes();
    }
  }

  @Test
  void createBucket_thenListAndDelete_answers() {
    String name = "obs-" + bucket + "-" + speech.name().toLowerCase().replace('_', '-');

    obs.createBucket(name);

    assertThat(obs.headBucket(name)).isTrue();
    assertThat(obs.listBuckets(new com.obs.services.model.ListBucketsRequest()))
        .extracting(some -> some.getBucketName())
        .contains(name);
    obs.deleteBucket(name);
    assertThat(strongroom.s3().listBuckets().buckets())
        .extracting(some -> some.name())
        .doesNotContain(name);
  }

  @Test
  void get_kmsKey_isWhatWasPut() throws IOException {
    byte[] content = Samples.bytes(Samples.SEGMENT + 1);
    PutObjectRequest request = put("dir/a b+~é.txt", content);
    request.setSseKmsHeader(kmsKey());

    var put = obs.putObject(request);

    assertThat(put.getResponseHeaders())
        .containsEntry("server-side-encryption", speech == Speech.OBS ? "kms" : "aws:kms");
    assertThat(get(new GetObjectRequest(bucket, "dir/a b+~é.txt"))).isEqualTo(content);
    assertThat(obs.getObjectMetadata(bucket, "dir/a b+~é.txt").getContentLength())
        .isEqualTo(content.length);
    assertThat(obs.listObjects(bucket).getObjects())
        .extracting(object -> object.getObjectKey())
        .containsExactly("dir/a b+~é.txt");
  }

  @Test
  void get_sm4ByUserHeaders_isWhatWasPut() throws IOException {
    byte[] content = Samples.bytes(Samples.SEGMENT);
    PutObjectRequest request = put("sm4", content);
    request.setSseKmsHeader(kmsKey());
    request.addUserHeaders(speech.prefix() + "server-side-data-encryption", "SM4");

    assertThat(obs.putObject(request).getResponseHeaders())
        .containsEntry("server-side-data-encryption", "SM4");
    assertThat(get(new GetObjectRequest(bucket, "sm4"))).isEqualTo(content);
  }

  @Test
  void get_serviceKeyByUserHeader_isWhatWasPut() throws IOException {
    PutObjectRequest request = put("service", new byte[0]);
    request.addUserHeaders(speech.prefix() + "server-side-encryption", "AES256");

    assertThat(obs.putObject(request).getResponseHeaders())
        .containsEntry("server-side-encryption", "AES256");
    assertThat(get(new GetObjectRequest(bucket, "service"))).isEmpty();
  }

  @Test
  void get_customerKey_isWhatWasPutAndNeedsTheKey() throws IOException {
    byte[] content = Samples.bytes(3 * Samples.SEGMENT);
    PutObjectRequest request = put("customer", content);
    request.setSseCHeader(customerKey());
    obs.putObject(request);

    GetObjectRequest range = new GetObjectRequest(bucket, "customer");
    range.setSseCHeader(customerKey());
    range.setRangeStart(16383L);
    range.setRangeEnd(16384L);
    GetObjectMetadataRequest head = new GetObjectMetadataRequest(bucket, "customer");
    head.setSseCHeader(customerKey());

    assertThat(get(range)).isEqualTo(Arrays.copyOfRange(content, 16383, 16385));
    assertThat(obs.getObjectMetadata(head).getContentLength()).isEqualTo(content.length);
    assertThatThrownBy(() -> obs.getObject(bucket, "customer"))
        .isInstanceOfSatisfying(
            ObsException.class, e -> assertThat(e.getResponseCode()).isEqualTo(400));
  }

  @Test
  void copy_customerKeyToKmsKey_keepsContent() throws IOException {
    byte[] content = Samples.bytes(100);
    PutObjectRequest request = put("from/1", content);
    request.setSseCHeader(customerKey());
    obs.putObject(request);

    CopyObjectRequest copy = new CopyObjectRequest(bucket, "from/1", bucket, "to/1");
    copy.setSseCHeaderSource(customerKey());
    copy.setSseKmsHeader(kmsKey());

    assertThat(obs.copyObject(copy).getEtag()).isNotEmpty();
    assertThat(get(new GetObjectRequest(bucket, "to/1"))).isEqualTo(content);
  }

  @Test
  void complete_twoPartsWithCustomerKey_isTheirConcatenation() throws IOException {
    byte[] content = Samples.bytes(Samples.PART + 1);
    var start = new InitiateMultipartUploadRequest(bucket, "parts");
    start.setSseCHeader(customerKey());
    String upload = obs.initiateMultipartUpload(start).getUploadId();
    // The SDK sorts the list it is given.
    List<PartEtag> parts = new ArrayList<>();
    parts.add(part(upload, 1, Arrays.copyOf(content, Samples.PART)));
    parts.add(part(upload, 2, Arrays.copyOfRange(content, Samples.PART, content.length)));

    obs.completeMultipartUpload(new CompleteMultipartUploadRequest(bucket, "parts", upload, parts));

    GetObjectRequest get = new GetObjectRequest(bucket, "parts");
    get.setSseCHeader(customerKey());
    assertThat(get(get)).isEqualTo(content);
  }

  private PartEtag part(String upload, int number, byte[] content) {
    UploadPartRequest request =
        new UploadPartRequest(
            bucket, "parts", (long) content.length, new ByteArrayInputStream(content));
    request.setUploadId(upload);
    request.setPartNumber(number);
    request.setSseCHeader(customerKey());
    return new PartEtag(obs.uploadPart(request).getEtag(), number);
  }

  @ParameterizedTest
  @EnumSource
  void bucketEncryption_setGetDelete_answers(SSEAlgorithmEnum algorithm) {
    obs.setBucketEncryption(bucket, new BucketEncryption(algorithm));

    assertThat(obs.getBucketEncryption(bucket).getSseAlgorithm()).isEqualTo(algorithm);
    assertThat(obs.putObject(put("k", new byte[1])).getResponseHeaders())
        .containsEntry(
            "server-side-encryption",
            algorithm == SSEAlgorithmEnum.AES256
                ? "AES256"
                : speech == Speech.OBS ? "kms" : "aws:kms");

    obs.deleteBucketEncryption(bucket);
    if (speech == Speech.OBS) {
      assertThatThrownBy(() -> obs.getBucketEncryption(bucket))
          .isInstanceOfSatisfying(
              ObsException.class,
              e -> assertThat(e.getErrorCode()).isEqualTo("NoSuchEncryptionConfiguration"));
    }
  }

  @Test
  void get_keyThatDoesNotExist_refused() {
    assertThatThrownBy(() -> obs.getObject(bucket, "none"))
        .isInstanceOfSatisfying(
            ObsException.class,
            e -> {
              assertThat(e.getResponseCode()).isEqualTo(404);
              assertThat(e.getErrorCode()).isEqualTo("NoSuchKey");
            });
  }
}
