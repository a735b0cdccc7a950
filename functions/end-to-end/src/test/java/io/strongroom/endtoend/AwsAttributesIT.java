package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesParts;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectPart;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** GetObjectAttributes by the AWS SDK, in every mode. */
@ExtendWith(StrongroomExtension.class)
class AwsAttributesIT {

  private static final ObjectAttributes[] ALL = {
    ObjectAttributes.E_TAG,
    ObjectAttributes.CHECKSUM,
    ObjectAttributes.OBJECT_PARTS,
    ObjectAttributes.STORAGE_CLASS,
    ObjectAttributes.OBJECT_SIZE
  };

  private final Strongroom strongroom;
  private final S3Client s3;
  private String bucket = "";

  AwsAttributesIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    s3 = strongroom.s3();
  }

  @BeforeEach
  void createBucket() {
    bucket = strongroom.newBucket();
  }

  @ParameterizedTest
  @EnumSource
  void attributes_ofAnObject_areThoseOfItsWriter(Mode mode) {
    byte[] content = Samples.bytes(1000);
    PutObjectResponse put =
        s3.putObject(
            request ->
                request
                    .bucket(bucket)
                    .key("k")
                    .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                    .overrideConfiguration(with(mode.onWrite(strongroom.kmsKey()))),
            RequestBody.fromBytes(content));

    GetObjectAttributesResponse attributes = attributes("k", mode.onRead(), ALL);

    assertThat(attributes.eTag()).isEqualTo(put.eTag().replace("\"", ""));
    assertThat(attributes.objectSize()).isEqualTo(content.length);
    assertThat(attributes.storageClass()).isEqualTo(StorageClass.STANDARD);
    assertThat(attributes.checksum().checksumCRC32()).isEqualTo(put.checksumCRC32());
    assertThat(attributes.checksum().checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    assertThat(attributes.objectParts()).isNull();
    assertThat(attributes.lastModified()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void attributes_ofACompositeUpload_tellParts(Mode mode) {
    upload(mode);

    GetObjectAttributesParts parts =
        attributes("k", mode.onRead(), ObjectAttributes.OBJECT_PARTS).objectParts();

    assertThat(parts.totalPartsCount()).isEqualTo(2);
    assertThat(parts.isTruncated()).isFalse();
    assertThat(parts.nextPartNumberMarker()).isEqualTo(2);
    assertThat(parts.parts()).extracting(ObjectPart::size).containsExactly((long) Samples.PART, 1L);
    assertThat(parts.parts()).allSatisfy(part -> assertThat(part.checksumSHA256()).isNotBlank());
  }

  @Test
  void attributes_withoutTheCustomerKey_refusedWhateverIsAsked() {
    s3.putObject(
        request -> request.bucket(bucket).key("k").overrideConfiguration(with(Mode.SSE_C.onRead())),
        RequestBody.fromString("secret"));

    assertThatThrownBy(() -> attributes("k", Map.of(), ObjectAttributes.OBJECT_SIZE))
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(400));
    assertThatThrownBy(
            () ->
                attributes(
                    "k",
                    Mode.customerKey(
                        "x-amz-server-side-encryption-customer-",
                        Arrays.copyOf(new byte[] {1}, 32)),
                    ObjectAttributes.OBJECT_SIZE))
        .isInstanceOfSatisfying(
            S3Exception.class, refused -> assertThat(refused.statusCode()).isEqualTo(403));
  }

  private void upload(Mode mode) {
    String id =
        s3.createMultipartUpload(
                request ->
                    request
                        .bucket(bucket)
                        .key("k")
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                        .overrideConfiguration(with(mode.onWrite(strongroom.kmsKey()))))
            .uploadId();
    CompletedPart first = part(id, 1, Samples.PART, mode);
    CompletedPart second = part(id, 2, 1, mode);
    s3.completeMultipartUpload(
        request ->
            request
                .bucket(bucket)
                .key("k")
                .uploadId(id)
                .multipartUpload(parts -> parts.parts(first, second))
                .overrideConfiguration(with(mode.onRead())));
  }

  private CompletedPart part(String id, int number, int size, Mode mode) {
    var answer =
        s3.uploadPart(
            request ->
                request
                    .bucket(bucket)
                    .key("k")
                    .uploadId(id)
                    .partNumber(number)
                    .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                    .overrideConfiguration(with(mode.onRead())),
            RequestBody.fromBytes(Samples.bytes(size)));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(answer.eTag())
        .checksumSHA256(answer.checksumSHA256())
        .build();
  }

  private GetObjectAttributesResponse attributes(
      String key, Map<String, String> headers, ObjectAttributes... wanted) {
    return s3.getObjectAttributes(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .objectAttributes(wanted)
                .overrideConfiguration(with(headers)));
  }
}
