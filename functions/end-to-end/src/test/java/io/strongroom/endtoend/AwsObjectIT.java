package io.strongroom.endtoend;

import static io.strongroom.endtoend.Requests.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects put, got, described and deleted by the AWS SDK, in every mode. */
@ExtendWith(StrongroomExtension.class)
class AwsObjectIT {
  private static final int[] SIZES = {
    0, 1, Samples.SEGMENT - 1, Samples.SEGMENT, Samples.SEGMENT + 1, Samples.PART + 1
  };

  private final Strongroom strongroom;
  private final S3Client s3;
  private String bucket = "";

  AwsObjectIT(Strongroom strongroom) {
    this.strongroom = strongroom;
    s3 = strongroom.s3();
  }

  @BeforeEach
  void createBucket() {
    bucket = strongroom.newBucket();
  }

  private PutObjectResponse put(String key, byte[] content, Mode mode) {
    return s3.putObject(
        request ->
            request
                .bucket(bucket)
                .key(key)
                .overrideConfiguration(with(mode.onWrite(strongroom.kmsKey()))),
        RequestBody.fromBytes(content));
  }

  private byte[] get(String key, Mode mode) {
    return s3.getObjectAsBytes(
            request -> request.bucket(bucket).key(key).overrideConfiguration(with(mode.onRead())))
        .asByteArray();
  }

  @ParameterizedTest
  @EnumSource
  void get_everySize_isWhatWasPut(Mode mode) {
    IntStream.of(SIZES)
        .forEach(
            size -> {
              byte[] content = Samples.bytes(size);
              put("size/" + size, content, mode);

              assertThat(get("size/" + size, mode)).as("%d bytes", size).isEqualTo(content);
            });
  }

  @ParameterizedTest
  @EnumSource
  void head_tellsSizeEntityTagAndMode(Mode mode) {
    String written = put("k", Samples.bytes(Samples.SEGMENT + 1), mode).eTag();

    HeadObjectResponse head =
        s3.headObject(
            request -> request.bucket(bucket).key("k").overrideConfiguration(with(mode.onRead())));

    assertThat(head.contentLength()).isEqualTo(Samples.SEGMENT + 1);
    assertThat(head.eTag()).isEqualTo(written);
    assertThat(head.serverSideEncryptionAsString())
        .isEqualTo(mode == Mode.SSE_C ? null : mode.isKms() ? kms(mode) : "AES256");
    assertThat(head.ssekmsKeyId()).isEqualTo(mode.isKms() ? strongroom.kmsKey() : null);
    assertThat(head.bucketKeyEnabled()).isEqualTo(mode == Mode.BUCKET_KEY ? true : null);
    assertThat(head.sseCustomerAlgorithm()).isEqualTo(mode == Mode.SSE_C ? "AES256" : null);
    assertThat(head.sdkHttpResponse().firstMatchingHeader("x-amz-server-side-data-encryption"))
        .isEqualTo(mode == Mode.SM4 ? java.util.Optional.of("SM4") : java.util.Optional.empty());
  }

  @ParameterizedTest
  @EnumSource
  void put_entityTag_isDigestOfContentForServiceKeysOnly(Mode mode) {
    byte[] content = Samples.bytes(1000);
    String digest = '"' + HexFormat.of().formatHex(Mode.md5(content)) + '"';

    String tag = put("k", content, mode).eTag();

    if (mode == Mode.SSE_S3) {
      assertThat(tag).isEqualTo(digest);
    } else {
      assertThat(tag).isNotEqualTo(digest).matches("\"[0-9a-f]{32}\"");
      assertThat(put("k", content, mode).eTag()).isNotEqualTo(tag);
    }
  }

  private static String kms(Mode mode) {
    return mode == Mode.DSSE ? "aws:kms:dsse" : "aws:kms";
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=16383-16384, 16383, 16385",
    "bytes=16384-16384, 16384, 16385",
    "bytes=16384-32767, 16384, 32768",
    "bytes=1-49151, 1, 49152",
    "bytes=49152-, 49152, 49153",
    "bytes=-1, 49152, 49153",
    "bytes=40000-99999, 40000, 49153"
  })
  void get_rangeAtSegmentBorder_isSliceOfWhole(String range, int from, int to) {
    byte[] content = Samples.bytes(3 * Samples.SEGMENT + 1);
    for (Mode mode : Mode.values()) {
      put("k", content, mode);

      var answer =
          s3.getObjectAsBytes(
              request ->
                  request
                      .bucket(bucket)
                      .key("k")
                      .range(range)
                      .overrideConfiguration(with(mode.onRead())));

      assertThat(answer.asByteArray())
          .as(mode.name())
          .isEqualTo(java.util.Arrays.copyOfRange(content, from, to));
      assertThat(answer.response().contentRange())
          .isEqualTo("bytes %d-%d/%d".formatted(from, to - 1, content.length));
    }
  }

  @ParameterizedTest
  @EnumSource
  void delete_thenGet_noSuchKey(Mode mode) {
    put("k", Samples.bytes(1), mode);

    s3.deleteObject(request -> request.bucket(bucket).key("k"));

    assertThatThrownBy(() -> get("k", mode)).isInstanceOf(NoSuchKeyException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a//b",
        "/a",
        "a/",
        "../x",
        "a/../b",
        "./a",
        "a/./b",
        "a%2Fb",
        "a%b",
        "a;b=c",
        "a+b c",
        "größe/日本/😀",
        "~*'()",
        "a?b#c&d",
        "\"quoted\" <&>",
        "a\\b",
        "trailing ",
        "a\tb"
      })
  void get_oddKey_isExactlyTheKeyThatWasPut(String key) {
    byte[] content = Samples.bytes(key.length());
    put(key, content, Mode.SSE_KMS);
    s3.copyObject(
        request ->
            request
                .sourceBucket(bucket)
                .sourceKey(key)
                .destinationBucket(bucket)
                .destinationKey("copy/" + key));

    assertThat(get(key, Mode.SSE_KMS)).isEqualTo(content);
    assertThat(get("copy/" + key, Mode.SSE_S3)).isEqualTo(content);
    assertThat(s3.listObjectsV2(request -> request.bucket(bucket)).contents())
        .extracting(object -> object.key())
        .containsExactlyInAnyOrder(key, "copy/" + key);
    s3.deleteObject(request -> request.bucket(bucket).key(key));
    assertThat(s3.listObjects(request -> request.bucket(bucket)).contents())
        .extracting(object -> object.key())
        .containsExactly("copy/" + key);
  }

  @Test
  void put_overHttpWithCustomerKey_refused() {
    try (S3Client plain = strongroom.s3(strongroom.endpoint("http"))) {
      assertThatThrownBy(
              () ->
                  plain.putObject(
                      request ->
                          request
                              .bucket(bucket)
                              .key("k")
                              .overrideConfiguration(with(Mode.SSE_C.onWrite(""))),
                      RequestBody.fromString("x")))
          .isInstanceOfSatisfying(
              S3Exception.class,
              e -> {
                assertThat(e.statusCode()).isEqualTo(400);
                assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidRequest");
              });
    }
  }
}
