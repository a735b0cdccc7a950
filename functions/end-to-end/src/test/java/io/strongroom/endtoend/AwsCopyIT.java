package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Copies between modes, copies onto themselves, and uploads in parts. */
@ExtendWith(StrongroomExtension.class)
class AwsCopyIT {
  private static final byte[] CONTENT = Samples.bytes(2 * Samples.SEGMENT + 7);

  private final Strongroom strongroom;
  private final S3Client s3;
  private final String bucket;

  AwsCopyIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    s3 = strongroom.s3();
    bucket = strongroom.newBucket();
  }

  static Stream<Arguments> pairs() {
    return Arrays.stream(Mode.values())
        .flatMap(from -> Arrays.stream(Mode.values()).map(to -> Arguments.of(from, to)));
  }

  private void put(String key, Mode mode) {
    s3.putObject(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .overrideConfiguration(with(mode.onWrite(strongroom.kmsKey()))),
        RequestBody.fromBytes(CONTENT));
  }

  private void copy(String from, String to, List<Map<String, String>> headers) {
    s3.copyObject(
        request ->
            request
                .sourceBucket(bucket)
                .sourceKey(from)
                .destinationBucket(bucket)
                .destinationKey(to)
                .overrideConfiguration(
                    configuration ->
                        headers.forEach(some -> some.forEach(configuration::putHeader))));
  }

  private byte[] get(String key, Map<String, String> headers) {
    return s3.getObjectAsBytes(
            request -> request.bucket(bucket).key(key).overrideConfiguration(with(headers)))
        .asByteArray();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void copy_betweenModes_keepsContent(Mode from, Mode to) {
    put("from", from);

    copy("from", "to", List.of(from.onCopySource(), to.onWrite(strongroom.kmsKey())));

    assertThat(get("to", to.onRead())).isEqualTo(CONTENT);
    assertThat(get("from", from.onRead())).isEqualTo(CONTENT);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void copy_ontoItself_keepsContentUnderTheNewMode(Mode from, Mode to) {
    put("self", from);

    copy("self", "self", List.of(from.onCopySource(), to.onWrite(strongroom.kmsKey())));

    assertThat(get("self", to.onRead())).isEqualTo(CONTENT);
  }

  @Test
  void copy_ontoItselfUnderAnotherKey_needsTheNewKeyOnly() {
    String next = strongroom.newKmsKey();
    String old = strongroom.newKmsKey();
    s3.putObject(
        request ->
            request
                .bucket(bucket)
                .key("rekey")
                .overrideConfiguration(with(Mode.SSE_KMS.onWrite(old))),
        RequestBody.fromBytes(CONTENT));

    copy("rekey", "rekey", List.of(Mode.SSE_KMS.onWrite(next)));
    strongroom.kms().disableKey(request -> request.keyId(old));

    assertThat(get("rekey", Map.of())).isEqualTo(CONTENT);
    assertThat(s3.headObject(request -> request.bucket(bucket).key("rekey")).ssekmsKeyId())
        .isEqualTo(next);
  }

  @Test
  void copy_ontoItselfUnderAnotherCustomerKey_needsTheNewKey() {
    put("rekey-c", Mode.SSE_C);
    byte[] key = Samples.bytes(33);
    Map<String, String> next =
        Mode.customerKey("x-amz-server-side-encryption-customer-", Arrays.copyOfRange(key, 1, 33));

    copy("rekey-c", "rekey-c", List.of(Mode.SSE_C.onCopySource(), next));

    assertThat(get("rekey-c", next)).isEqualTo(CONTENT);
  }

  @ParameterizedTest
  @EnumSource
  void complete_twoParts_isTheirConcatenation(Mode mode) {
    byte[] content = Samples.bytes(Samples.PART + 100_001);
    String upload =
        s3.createMultipartUpload(
                request ->
                    request
                        .bucket(bucket)
                        .key("parts")
                        .overrideConfiguration(with(mode.onWrite(strongroom.kmsKey()))))
            .uploadId();
    CompletedPart first = part(upload, 1, Arrays.copyOf(content, Samples.PART), mode);
    CompletedPart second =
        part(upload, 2, Arrays.copyOfRange(content, Samples.PART, content.length), mode);
    assertThat(
            s3.listParts(request -> request.bucket(bucket).key("parts").uploadId(upload)).parts())
        .extracting(part -> part.size())
        .containsExactly((long) Samples.PART, 100_001L);

    s3.completeMultipartUpload(
        request ->
            request
                .bucket(bucket)
                .key("parts")
                .uploadId(upload)
                .multipartUpload(parts -> parts.parts(first, second)));

    assertThat(get("parts", mode.onRead())).isEqualTo(content);
    assertThat(
            s3.getObjectAsBytes(
                    request ->
                        request
                            .bucket(bucket)
                            .key("parts")
                            .range("bytes=%d-%d".formatted(Samples.PART - 1, Samples.PART))
                            .overrideConfiguration(with(mode.onRead())))
                .asByteArray())
        .isEqualTo(Arrays.copyOfRange(content, Samples.PART - 1, Samples.PART + 1));
    assertThat(
            s3.headObject(
                    request ->
                        request
                            .bucket(bucket)
                            .key("parts")
                            .overrideConfiguration(with(mode.onRead())))
                .eTag())
        .endsWith("-2\"");
  }

  private CompletedPart part(String upload, int number, byte[] content, Mode mode) {
    String tag =
        s3.uploadPart(
                request ->
                    request
                        .bucket(bucket)
                        .key("parts")
                        .uploadId(upload)
                        .partNumber(number)
                        .overrideConfiguration(with(mode.onRead())),
                RequestBody.fromBytes(content))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  @ParameterizedTest
  @EnumSource
  void complete_partCopiedFromAnyMode_isTheRange(Mode from) {
    put("source", from);
    String upload =
        s3.createMultipartUpload(
                request ->
                    request
                        .bucket(bucket)
                        .key("copied")
                        .overrideConfiguration(with(Mode.SM4.onWrite(strongroom.kmsKey()))))
            .uploadId();
    String tag =
        s3.uploadPartCopy(
                request ->
                    request
                        .sourceBucket(bucket)
                        .sourceKey("source")
                        .destinationBucket(bucket)
                        .destinationKey("copied")
                        .uploadId(upload)
                        .partNumber(1)
                        .copySourceRange("bytes=16383-16385")
                        .overrideConfiguration(with(from.onCopySource())))
            .copyPartResult()
            .eTag();

    s3.completeMultipartUpload(
        request ->
            request
                .bucket(bucket)
                .key("copied")
                .uploadId(upload)
                .multipartUpload(
                    parts -> parts.parts(CompletedPart.builder().partNumber(1).eTag(tag).build())));

    assertThat(get("copied", Map.of())).isEqualTo(Arrays.copyOfRange(CONTENT, 16383, 16386));
  }
}
