package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** UpdateObjectEncryption from SSE-S3 to SSE-KMS: what a client sees, and what is stored after. */
@ExtendWith(StrongroomExtension.class)
class UpdateEncryptionIT {

  private static final String KEY = "updated";

  private final Strongroom strongroom;
  private final S3Client s3;
  private final String bucket;

  UpdateEncryptionIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    s3 = strongroom.s3();
    bucket = strongroom.newBucket();
  }

  @Test
  void update_ofObject_checksumStaysAndIsNoLongerStoredInTheClear() {
    byte[] content = Samples.bytes(Samples.SEGMENT + 1);
    String checksum =
        s3.putObject(
                request ->
                    request.bucket(bucket).key(KEY).checksumAlgorithm(ChecksumAlgorithm.SHA256),
                RequestBody.fromBytes(content))
            .checksumSHA256();
    HeadObjectResponse before = head();
    assertThat(before.checksumSHA256()).isEqualTo(checksum);
    assertThat(row()).contains(checksum);

    update();

    HeadObjectResponse after = head();
    assertThat(after.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
    assertThat(after.eTag()).isEqualTo(before.eTag());
    assertThat(after.lastModified()).isEqualTo(before.lastModified());
    assertThat(after.checksumSHA256()).isEqualTo(checksum);
    assertThat(
            s3.getObjectAsBytes(
                    request -> request.bucket(bucket).key(KEY).checksumMode(ChecksumMode.ENABLED))
                .asByteArray())
        .isEqualTo(content);
    assertNotStored(checksum);
  }

  @Test
  void update_ofPartsObject_noChecksumOfAPartIsStoredInTheClear() {
    String upload =
        s3.createMultipartUpload(
                request ->
                    request
                        .bucket(bucket)
                        .key(KEY)
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                        .checksumType(ChecksumType.COMPOSITE))
            .uploadId();
    UploadPartResponse first = part(upload, 1, Samples.bytes(Samples.PART));
    UploadPartResponse second = part(upload, 2, Samples.bytes(100));
    s3.completeMultipartUpload(
        request ->
            request
                .bucket(bucket)
                .key(KEY)
                .uploadId(upload)
                .multipartUpload(parts -> parts.parts(completed(1, first), completed(2, second))));
    HeadObjectResponse before = head();
    assertThat(before.checksumSHA256()).endsWith("-2");
    assertThat(row()).contains(hex(first.checksumSHA256()));

    update();

    HeadObjectResponse after = head();
    assertThat(after.eTag()).isEqualTo(before.eTag());
    assertThat(after.checksumSHA256()).isEqualTo(before.checksumSHA256());
    assertThat(
            s3.headObject(
                    request ->
                        request
                            .bucket(bucket)
                            .key(KEY)
                            .partNumber(2)
                            .checksumMode(ChecksumMode.ENABLED))
                .checksumSHA256())
        .isEqualTo(second.checksumSHA256());
    for (String checksum :
        List.of(before.checksumSHA256(), first.checksumSHA256(), second.checksumSHA256())) {
      assertNotStored(checksum);
    }
  }

  private UploadPartResponse part(String upload, int number, byte[] content) {
    return s3.uploadPart(
        request ->
            request
                .bucket(bucket)
                .key(KEY)
                .uploadId(upload)
                .partNumber(number)
                .checksumAlgorithm(ChecksumAlgorithm.SHA256),
        RequestBody.fromBytes(content));
  }

  private static CompletedPart completed(int number, UploadPartResponse part) {
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(part.eTag())
        .checksumSHA256(part.checksumSHA256())
        .build();
  }

  private void update() {
    s3.updateObjectEncryption(
        request ->
            request
                .bucket(bucket)
                .key(KEY)
                .objectEncryption(
                    encryption -> encryption.ssekms(kms -> kms.kmsKeyArn(strongroom.kmsKey()))));
  }

  private HeadObjectResponse head() {
    return s3.headObject(
        request -> request.bucket(bucket).key(KEY).checksumMode(ChecksumMode.ENABLED));
  }

  /** Everything the database has of the object; bytes are in hexadecimal. */
  private String row() {
    try (Metadata metadata = strongroom.metadata()) {
      return metadata.text(
          "select cast(v as text) from objects.object_version v where bucket = '"
              + bucket
              + "' and key = '"
              + KEY
              + "'");
    }
  }

  private void assertNotStored(String checksum) {
    String value = checksum.split("-")[0];
    assertThat(row()).doesNotContain(value, hex(value));
  }

  private static String hex(String ascii) {
    return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
  }
}
