package io.strongroom.protocol.http.sse;

import static io.strongroom.protocol.http.sse.SseFixture.OBS;
import static io.strongroom.protocol.http.sse.SseFixture.S3;
import static io.strongroom.protocol.http.sse.SseFixture.SSE;
import static io.strongroom.protocol.http.sse.SseFixture.TARGET;
import static io.strongroom.protocol.http.sse.SseFixture.base64;
import static io.strongroom.protocol.http.sse.SseFixture.headers;
import static io.strongroom.protocol.http.sse.SseFixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionHeadersTest {

  private static final String KEY_ID = SSE + "-aws-kms-key-id";
  private static final String CONTEXT = SSE + "-context";
  private static final String BUCKET_KEY = SSE + "-bucket-key-enabled";
  private static final String CIPHER = "x-amz-server-side-data-encryption";

  private final EncryptionHeaders s3 = new EncryptionHeaders(S3);
  private final EncryptionHeaders obs = new EncryptionHeaders(OBS);

  @Test
  void write_noHeader_bucketDefault() {
    assertThat(s3.ofWrite(headers("content-type", "a/b"), TARGET))
        .isEqualTo(new EncryptionRequest.BucketDefault());
  }

  @Test
  void write_aes256_serviceManaged() {
    assertThat(s3.ofWrite(headers(SSE, "AES256"), TARGET))
        .isEqualTo(new EncryptionRequest.ServiceManaged());
    assertThat(obs.ofWrite(headers("x-obs-server-side-encryption", "AES256"), TARGET))
        .isEqualTo(new EncryptionRequest.ServiceManaged());
  }

  @Test
  void write_kmsAlone_managedKeyAndBucketDecidesTheRest() {
    assertThat(s3.ofWrite(headers(SSE, "aws:kms"), TARGET))
        .isEqualTo(
            new EncryptionRequest.KmsManaged(
                Optional.empty(), EncryptionContext.empty(), Optional.empty(), DataCipher.AES_256));
  }

  @Test
  void write_kmsWithEverything_parsed() {
    Headers headers =
        headers(
            SSE,
            "aws:kms",
            KEY_ID,
            "alias/mine",
            BUCKET_KEY,
            "false",
            CIPHER,
            "SM4",
            CONTEXT,
            context("{\"team\":\"blau\",\"ü\":\"\"}"));

    assertThat(s3.ofWrite(headers, TARGET))
        .isEqualTo(
            new EncryptionRequest.KmsManaged(
                Optional.of(KeyName.parse("alias/mine")),
                new EncryptionContext(Map.of("team", "blau", "ü", "")),
                Optional.of(false),
                DataCipher.SM4));
  }

  @ParameterizedTest
  @CsvSource({"aws:fsx", "kms", "AES128", "aes256", "''", "AES192"})
  void write_unknownAlgorithm_refused(String algorithm) {
    assertThat(refusal(() -> s3.ofWrite(headers(SSE, algorithm, KEY_ID, "k"), TARGET)))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "The encryption method specified is not supported", SSE, algorithm));
  }

  @Test
  void write_twoLayers_asKmsWithTheirOwnCipher() {
    assertThat(s3.ofWrite(headers(SSE, "aws:kms:dsse", KEY_ID, "alias/k", CONTEXT, "e30="), TARGET))
        .isEqualTo(
            new EncryptionRequest.KmsManaged(
                Optional.of(KeyName.parse("alias/k")),
                EncryptionContext.empty(),
                Optional.empty(),
                DataCipher.AES_256_TWICE));
  }

  @ParameterizedTest
  @CsvSource({BUCKET_KEY + ", true", CIPHER + ", SM4", CIPHER + ", AES256"})
  void write_twoLayersWithWhatTheyDoNotHave_refused(String header, String value) {
    assertThat(refusal(() -> s3.ofWrite(headers(SSE, "aws:kms:dsse", header, value), TARGET)))
        .isInstanceOfSatisfying(
            RequestError.InvalidArgument.class,
            refused -> assertThat(refused.argument()).isEqualTo(header));
  }

  @Test
  void write_twoLayersInObs_refusedAsNoMethod() {
    assertThat(
            refusal(
                () -> obs.ofWrite(headers("x-obs-server-side-encryption", "aws:kms:dsse"), TARGET)))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "The encryption method specified is not supported",
                "x-obs-server-side-encryption",
                "aws:kms:dsse"));
  }

  @ParameterizedTest
  @CsvSource({
    KEY_ID + ", key",
    CONTEXT + ", e30=",
    BUCKET_KEY + ", true",
    CIPHER + ", SM4",
    "x-amz-sse-kms-key-project-id, p",
  })
  void write_kmsHeaderWithoutKms_refused(String header, String value) {
    String detail =
        "Server Side Encryption with AWS KMS managed key requires HTTP header"
            + " x-amz-server-side-encryption : aws:kms";

    assertThat(refusal(() -> s3.ofWrite(headers(header, value), TARGET)))
        .isEqualTo(new RequestError.InvalidArgument(detail, SSE, ""));
    assertThat(refusal(() -> s3.ofWrite(headers(SSE, "AES256", header, value), TARGET)))
        .isEqualTo(new RequestError.InvalidArgument(detail, SSE, "AES256"));
  }

  @ParameterizedTest
  @CsvSource({BUCKET_KEY + ", TRUE", BUCKET_KEY + ", 1", CIPHER + ", SM3", CIPHER + ", ''"})
  void write_kmsHeaderWithOtherValue_refused(String header, String value) {
    assertThat(refusal(() -> s3.ofWrite(headers(SSE, "aws:kms", header, value), TARGET)))
        .isInstanceOfSatisfying(
            RequestError.InvalidArgument.class,
            e -> {
              assertThat(e.argument()).isEqualTo(header);
              assertThat(e.given()).isEqualTo(value);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "\"a\"",
        "{\"a\":1}",
        "{\"a\":null}",
        "{\"a\":{}}",
        "{\"a\":[\"b\"]}",
        "{",
        "{} {}",
        "{\"a\":\"b\",\"a\":\"c\"}",
        "{\"a\":\"b\"",
        "null",
        "{\"a\" \"b\"}"
      })
  void write_contextNotAStringMap_refused(String json) {
    assertThat(refusal(() -> s3.ofWrite(kmsWithContext(context(json)), TARGET)))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "/w==", "{}", "e30=e30="})
  void write_contextNotBase64OfUtf8_refused(String value) {
    assertThat(refusal(() -> s3.ofWrite(kmsWithContext(value), TARGET)))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":\"\\u0000\"}", "{\"\\ud800\":\"\"}", "{\"a\":\"\\udc00\\ud800\"}"})
  void write_contextThatCannotBeKept_refused(String json) {
    assertThat(refusal(() -> s3.ofWrite(kmsWithContext(context(json)), TARGET)))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @Test
  void write_contextOfMorePairsThanAnEnvelopeHolds_refused() {
    assertThat(s3.ofWrite(kmsWithContext(context(pairs(126))), TARGET))
        .isInstanceOf(EncryptionRequest.KmsManaged.class);
    assertThat(refusal(() -> s3.ofWrite(kmsWithContext(context(pairs(127))), TARGET)))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  private static String pairs(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"" + i + "\":\"\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void write_contextTooLong_refused() {
    String json = "{\"a\":\"" + "x".repeat(8192) + "\"}";

    assertThat(refusal(() -> s3.ofWrite(kmsWithContext(context(json)), TARGET)))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @Test
  @Tag("ENV-5")
  void write_contextWithAReservedName_refused() {
    String json = "{\"strongroom:use\":\"upload\"}";
    assertThat(refusal(() -> s3.ofWrite(kmsWithContext(context(json)), TARGET)))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @Test
  void write_contextNamingTheObject_isNotTheCallersPair() {
    String json = "{\"aws:s3:arn\":\"arn:aws:s3:::bkt/a key\",\"a\":\"b\"}";

    assertThat(s3.ofWrite(kmsWithContext(context(json)), TARGET))
        .isInstanceOfSatisfying(
            EncryptionRequest.KmsManaged.class,
            kms -> assertThat(kms.context().pairs()).containsExactly(Map.entry("a", "b")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"arn:aws:s3:::bkt/other", "arn:aws:s3:::other", ""})
  void write_contextNamingAnotherResource_refused(String arn) {
    String json = "{\"aws:s3:arn\":\"" + arn + "\"}";

    assertThat(refusal(() -> s3.ofWrite(kmsWithContext(context(json)), TARGET)))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @ParameterizedTest
  @CsvSource({
    "522d6070-5ad3-4765-9737-9312ddc72cdb, 522d6070-5ad3-4765-9737-9312ddc72cdb",
    "cn-north-4:0a1b:key/522d6070, arn:aws-cn:kms:cn-north-4:0a1b:key/522d6070",
    "arn:aws-cn:kms:cn-north-4:0a1b:key/522d6070, arn:aws-cn:kms:cn-north-4:0a1b:key/522d6070",
    "my-transit-key, my-transit-key",
  })
  void write_keyNames_placedOnesBecomeArns(String given, String expected) {
    assertThat(obsKms("x-obs-server-side-encryption-kms-key-id", given).key().map(KeyName::text))
        .contains(expected);
    assertThat(
            ((EncryptionRequest.KmsManaged)
                    s3.ofWrite(headers(SSE, "aws:kms", KEY_ID, given), TARGET))
                .key()
                .map(KeyName::text))
        .contains(expected);
  }

  @Test
  void write_obsWords_parsed() {
    assertThat(obsKms("x-obs-server-side-data-encryption", "SM4").cipher())
        .isEqualTo(DataCipher.SM4);
    assertThat(obsKms("x-obs-server-side-encryption-bucket-key-enabled", "true").bucketKey())
        .contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alias/mine", "arn:aws:kms:r:1:alias/mine"})
  void write_obsAlias_refused(String alias) {
    assertThat(refusal(() -> obsKms("x-obs-server-side-encryption-kms-key-id", alias)))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "The KMS key ID is not valid.", "x-obs-server-side-encryption-kms-key-id", alias));
  }

  @Test
  void write_obsProjectWithoutKey_refused() {
    assertThat(refusal(() -> obsKms("x-obs-sse-kms-key-project-id", "p1")))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @Test
  void write_obsOtherDialectsAlgorithm_refused() {
    String header = "x-obs-server-side-encryption";

    assertThat(refusal(() -> obs.ofWrite(headers(header, "aws:kms"), TARGET)))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "The encryption method specified is not supported", header, "aws:kms"));
  }

  @Test
  void write_obsKeyWithoutKms_namesItsOwnHeader() {
    Headers headers = headers("x-obs-server-side-encryption-kms-key-id", "k");

    assertThat(refusal(() -> obs.ofWrite(headers, TARGET)))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "Server Side Encryption with KMS managed key requires HTTP header"
                    + " x-obs-server-side-encryption : kms",
                "x-obs-server-side-encryption",
                ""));
  }

  private EncryptionRequest.KmsManaged obsKms(String header, String value) {
    return (EncryptionRequest.KmsManaged)
        obs.ofWrite(headers("x-obs-server-side-encryption", "kms", header, value), TARGET);
  }

  private static Headers kmsWithContext(String value) {
    return headers(SSE, "aws:kms", CONTEXT, value);
  }

  private static String context(String json) {
    return base64(json.getBytes(StandardCharsets.UTF_8));
  }
}
