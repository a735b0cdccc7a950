package io.strongroom.protocol.http.bucket;

import static io.strongroom.protocol.http.Refusals.assertMalformed;
import static io.strongroom.protocol.http.Refusals.errorOf;
import static io.strongroom.protocol.http.Vocabularies.OBS;
import static io.strongroom.protocol.http.Vocabularies.S3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.encryption.EncryptionConfiguration.Algorithm;
import io.strongroom.domain.envelope.DefaultKeys.UnknownKey;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.operation.PutEncryptionConfiguration;
import io.strongroom.protocol.http.BucketOperations;
import io.strongroom.protocol.http.Requests;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.body.BodyRejected;
import io.strongroom.signing.PayloadIntegrity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PutEncryptionConfigurationCodecTest {

  private static final String ARN = "arn:aws:kms:us-east-1:000000000000:key/1";

  @Test
  void parse_aes256_isServiceManaged() throws Exception {
    assertThat(parse(S3, rule("<SSEAlgorithm>AES256</SSEAlgorithm>", "")))
        .isEqualTo(EncryptionConfiguration.serviceDefault());
  }

  @Test
  void parse_everySetting_taken() throws Exception {
    String settings =
        "<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSDataEncryption>SM4</KMSDataEncryption>"
            + "<KMSMasterKeyID> "
            + ARN
            + " </KMSMasterKeyID><ProjectID>p1</ProjectID>";
    String rest =
        "<BucketKeyEnabled>true</BucketKeyEnabled><BlockedEncryptionTypes>"
            + "<EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes>";

    assertThat(parse(S3, rule(settings, rest)))
        .isEqualTo(
            new EncryptionConfiguration(
                Algorithm.KMS,
                Optional.of(KeyName.parse(ARN)),
                Optional.of("p1"),
                DataCipher.SM4,
                true,
                true));
  }

  @ParameterizedTest
  @CsvSource({"kms", "aws:kms"})
  void parse_obs_takesBothSpellingsOfKms(String word) throws Exception {
    assertThat(parse(OBS, rule("<SSEAlgorithm>" + word + "</SSEAlgorithm>", "")).algorithm())
        .isEqualTo(Algorithm.KMS);
  }

  @Test
  void parse_obsKeyWithItsPlace_isAnArnInside() throws Exception {
    String settings =
        "<SSEAlgorithm>kms</SSEAlgorithm><KMSMasterKeyID>cn-north-4:d1:key/k1</KMSMasterKeyID>";

    assertThat(parse(OBS, rule(settings, "")).kmsKey().map(KeyName::text))
        .hasValue("arn:aws-cn:kms:cn-north-4:d1:key/k1");
  }

  @Test
  void parse_bucketKeyWithAes256_acceptedAndKept() throws Exception {
    String rest = "<BucketKeyEnabled>true</BucketKeyEnabled>";

    assertThat(parse(S3, rule("<SSEAlgorithm>AES256</SSEAlgorithm>", rest)).bucketKeyEnabled())
        .isTrue();
  }

  @Test
  void parse_blockedTypesAlone_leavesServiceManaged() throws Exception {
    String document =
        "<ServerSideEncryptionConfiguration><Rule><BlockedEncryptionTypes>"
            + "<EncryptionType>SSE-C</EncryptionType></BlockedEncryptionTypes></Rule>"
            + "</ServerSideEncryptionConfiguration>";

    EncryptionConfiguration configuration = parse(S3, document);

    assertThat(configuration.algorithm()).isEqualTo(Algorithm.SERVICE_MANAGED);
    assertThat(configuration.blockCustomerKeys()).isTrue();
  }

  @Test
  void parse_blockedNone_liftsTheBlock() throws Exception {
    String rest =
        "<BlockedEncryptionTypes><EncryptionType>NONE</EncryptionType></BlockedEncryptionTypes>";

    assertThat(parse(S3, rule("<SSEAlgorithm>AES256</SSEAlgorithm>", rest)).blockCustomerKeys())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ServerSideEncryptionConfiguration/>",
        "<ServerSideEncryptionConfiguration><Rule/></ServerSideEncryptionConfiguration>",
        "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault/></Rule></ServerSideEncryptionConfiguration>",
        "<Other/>",
        "not xml"
      })
  void parse_noRuleThatSaysSomething_malformed(String document) {
    assertMalformed(() -> parse(S3, document));
  }

  @Test
  void parse_twoRules_malformed() {
    String one = rule("<SSEAlgorithm>AES256</SSEAlgorithm>", "");
    String inner = one.substring(one.indexOf("<Rule>"), one.indexOf("</Server", 60));

    assertMalformed(() -> parse(S3, one.replace(inner, inner + inner)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<SSEAlgorithm>AES192</SSEAlgorithm>",
        "<SSEAlgorithm>aes256</SSEAlgorithm>",
        "<SSEAlgorithm>kms</SSEAlgorithm>",
        "<SSEAlgorithm>obs</SSEAlgorithm>",
        "<SSEAlgorithm></SSEAlgorithm>",
        "<SSEAlgorithm>AES256</SSEAlgorithm><SSEAlgorithm>AES256</SSEAlgorithm>",
        "<SSEAlgorithm>AES256</SSEAlgorithm><Surprise/>",
        "<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSDataEncryption>SM9</KMSDataEncryption>"
      })
  void parse_settingsOutsideTheSchema_malformed(String settings) {
    assertMalformed(() -> parse(S3, rule(settings, "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<BucketKeyEnabled>yes</BucketKeyEnabled>",
        "<BlockedEncryptionTypes/>",
        "<BlockedEncryptionTypes><EncryptionType>SSE-KMS</EncryptionType></BlockedEncryptionTypes>",
        "<Unknown/>"
      })
  void parse_ruleOutsideTheSchema_malformed(String rest) {
    assertMalformed(() -> parse(S3, rule("<SSEAlgorithm>AES256</SSEAlgorithm>", rest)));
  }

  @Test
  void parse_keyWithAes256_invalidArgument() {
    String settings = "<SSEAlgorithm>AES256</SSEAlgorithm><KMSMasterKeyID>k</KMSMasterKeyID>";

    assertThat(errorOf(() -> parse(S3, rule(settings, ""))))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or"
                    + " aws:kms:dsse",
                "ApplyServerSideEncryptionByDefault",
                ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<SSEAlgorithm>AES256</SSEAlgorithm><KMSDataEncryption>SM4</KMSDataEncryption>",
        "<SSEAlgorithm>kms</SSEAlgorithm><ProjectID>p</ProjectID>"
      })
  void parse_settingsThatNeedOthers_invalidArgument(String settings) {
    assertThat(errorOf(() -> parse(OBS, rule(settings, ""))))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @Test
  void parse_twoLayers_kmsWithTheirOwnCipher() throws Exception {
    EncryptionConfiguration parsed =
        parse(
            S3,
            rule(
                "<SSEAlgorithm>aws:kms:dsse</SSEAlgorithm>",
                "<BucketKeyEnabled>true</BucketKeyEnabled>"));

    assertThat(parsed.algorithm()).isEqualTo(Algorithm.KMS);
    assertThat(parsed.dataCipher()).isEqualTo(DataCipher.AES_256_TWICE);
    assertThat(parsed.bucketKeyEnabled()).isTrue();
  }

  @Test
  void parse_twoLayersWithADataCipher_invalidArgument() {
    String settings =
        "<SSEAlgorithm>aws:kms:dsse</SSEAlgorithm><KMSDataEncryption>SM4</KMSDataEncryption>";

    assertThat(errorOf(() -> parse(S3, rule(settings, ""))))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @Test
  void parse_twoLayersInObs_malformed() {
    assertMalformed(() -> parse(OBS, rule("<SSEAlgorithm>aws:kms:dsse</SSEAlgorithm>", "")));
  }

  @Test
  void parse_malformedDocument_notSaidBeforeTheBucketIsKnown() throws Exception {
    PutEncryptionConfiguration.Command command =
        new PutEncryptionConfigurationCodec(S3, UnknownKey.ACCEPTED)
            .parse(md5(request("not xml"), "not xml").build());

    assertThat(command.bucket().value()).isEqualTo("bucket");
    assertMalformed(() -> command.configuration().get());
  }

  @Test
  void parse_s3WithoutDigest_refused() {
    assertThat(
            errorOf(
                () ->
                    new PutEncryptionConfigurationCodec(S3, UnknownKey.ACCEPTED)
                        .parse(request("x").build())))
        .isEqualTo(
            new RequestError.InvalidRequest(
                "Missing required header for this request: Content-MD5 OR x-amz-checksum-*"));
  }

  @Test
  void parse_s3SignedWithVersion2WithoutDigest_accepted() {
    Requests request = request("x").integrity(new PayloadIntegrity.NotCovered());

    assertThat(
            new PutEncryptionConfigurationCodec(S3, UnknownKey.ACCEPTED)
                .parse(request.build())
                .bucket()
                .value())
        .isEqualTo("bucket");
  }

  @Test
  void parse_checksumInPlaceOfMd5_accepted() {
    // CRC-32 of "x", as its definition gives it.
    Requests request = request("x").header("x-amz-checksum-crc32", "jNwWgw==");

    assertThat(
            new PutEncryptionConfigurationCodec(S3, UnknownKey.ACCEPTED)
                .parse(request.build())
                .bucket()
                .value())
        .isEqualTo("bucket");
  }

  @Test
  void parse_wrongDigest_rejected() {
    Requests request = request("x").header("content-md5", "1B2M2Y8AsgTpgAmY7PhCfg==");

    assertThatThrownBy(
            () ->
                new PutEncryptionConfigurationCodec(S3, UnknownKey.ACCEPTED).parse(request.build()))
        .isInstanceOf(BodyRejected.ContentMd5Mismatch.class);
  }

  @Test
  void parse_hugeDocument_rejected() {
    Requests request =
        request(" ".repeat((1 << 20) + 1)).integrity(new PayloadIntegrity.NotCovered());

    assertThatThrownBy(
            () ->
                new PutEncryptionConfigurationCodec(S3, UnknownKey.ACCEPTED).parse(request.build()))
        .isInstanceOf(BodyRejected.TooLarge.class);
  }

  private static EncryptionConfiguration parse(Vocabulary words, String document) throws Exception {
    Requests request = md5(request(document), document);
    return new PutEncryptionConfigurationCodec(words, UnknownKey.ACCEPTED)
        .parse(request.build())
        .configuration()
        .get();
  }

  private static Requests request(String body) {
    return Requests.of("PUT", BucketOperations.PUT_ENCRYPTION_CONFIGURATION)
        .bucket("bucket")
        .body(body);
  }

  private static Requests md5(Requests request, String body) throws Exception {
    byte[] digest = MessageDigest.getInstance("MD5").digest(body.getBytes(StandardCharsets.UTF_8));
    return request.header("content-md5", Base64.getEncoder().encodeToString(digest));
  }

  private static String rule(String settings, String rest) {
    return "<ServerSideEncryptionConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
        + "<Rule><ApplyServerSideEncryptionByDefault>"
        + settings
        + "</ApplyServerSideEncryptionByDefault>"
        + rest
        + "</Rule></ServerSideEncryptionConfiguration>";
  }
}
