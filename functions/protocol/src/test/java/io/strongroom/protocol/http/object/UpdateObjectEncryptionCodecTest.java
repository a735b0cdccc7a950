package io.strongroom.protocol.http.object;

import static io.strongroom.protocol.http.Refusals.assertMalformed;
import static io.strongroom.protocol.http.Refusals.errorOf;
import static io.strongroom.protocol.http.Vocabularies.S3;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.operation.UpdateObjectEncryption;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.Requests;
import io.strongroom.signing.PayloadIntegrity;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateObjectEncryptionCodecTest {

  private static final String ARN =
      "arn:aws:kms:us-east-1:000000000000:key/11111111-2222-3333-4444-555555555555";
  private static final String KEY = "<KMSKeyArn>" + ARN + "</KMSKeyArn>";

  private final UpdateObjectEncryptionCodec codec = new UpdateObjectEncryptionCodec(S3);

  @Test
  void parse_key_taken() {
    UpdateObjectEncryption.Command command = codec.parse(request(kms(KEY)).build());

    assertThat(command.wanted().key().value()).isEqualTo("k");
    assertThat(command.key().text()).isEqualTo(ARN);
    assertThat(command.bucketKey()).isFalse();
  }

  @Test
  void parse_bucketKey_taken() {
    String target = kms(KEY + "<BucketKeyEnabled>true</BucketKeyEnabled>");

    assertThat(codec.parse(request(target).build()).bucketKey()).isTrue();
  }

  /** Keys of other services than the default one have no ARN. */
  @Test
  void parse_keyOfANamedService_taken() {
    String target = kms("<KMSKeyArn>vault:payroll</KMSKeyArn>");

    assertThat(codec.parse(request(target).build()).key().text()).isEqualTo("vault:payroll");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<SSE-S3/>",
        "<SSE-KMS><KMSKeyArn>vault:</KMSKeyArn></SSE-KMS>",
        "<SSE-KMS><KMSKeyArn>alias:a</KMSKeyArn></SSE-KMS>",
        "<SSE-KMS/>",
        "<SSE-KMS><KMSKeyArn>k</KMSKeyArn></SSE-KMS>",
        "<SSE-KMS><KMSKeyArn>alias/a</KMSKeyArn></SSE-KMS>",
        "<SSE-KMS><KMSKeyArn>arn:aws:kms:r:000000000000:alias/a</KMSKeyArn></SSE-KMS>",
        "<SSE-KMS><KMSKeyArn>arn:aws:kms:r:1:key/k</KMSKeyArn></SSE-KMS>",
        "<SSE-KMS><KMSKeyArn>arn:aws:kms:r:000000000000:key/k</KMSKeyArn><BucketKeyEnabled>yes</BucketKeyEnabled></SSE-KMS>"
      })
  void parse_targetThatIsNotOffered_invalidRequest(String target) {
    assertThat(errorOf(() -> codec.parse(request(target).build())))
        .isInstanceOf(RequestError.InvalidRequest.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<SSE-KMS><Key/></SSE-KMS>", "<SSE-KMS>"})
  void parse_outsideTheSchema_malformed(String target) {
    assertMalformed(() -> codec.parse(request(target).build()));
  }

  @Test
  void parse_signedWithVersion2_refused() {
    Requests request = request(kms(KEY)).integrity(new PayloadIntegrity.NotCovered());

    assertThat(errorOf(() -> codec.parse(request.build())))
        .isInstanceOf(RequestError.InvalidRequest.class);
  }

  @Test
  void parse_anyVersion_leftToTheStore() {
    assertThat(codec.parse(request(kms(KEY)).query("versionId", "v1").build()).wanted().version())
        .isPresent();
  }

  private static String kms(String content) {
    return "<SSE-KMS>" + content + "</SSE-KMS>";
  }

  private static Requests request(String target) {
    String body = "<ObjectEncryption>" + target + "</ObjectEncryption>";
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    byte[] value = java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    return Requests.of("PUT", ObjectOperations.UPDATE_OBJECT_ENCRYPTION)
        .object("k")
        .header("x-amz-checksum-crc32", Base64.getEncoder().encodeToString(value))
        .body(body);
  }
}
