package io.strongroom.protocol.http.bucket;

import static io.strongroom.protocol.http.Refusals.errorOf;
import static io.strongroom.protocol.http.Vocabularies.OBS;
import static io.strongroom.protocol.http.Vocabularies.OBS_NAMESPACE;
import static io.strongroom.protocol.http.Vocabularies.S3;
import static io.strongroom.protocol.http.Vocabularies.S3_NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.encryption.EncryptionConfiguration.Algorithm;
import io.strongroom.domain.envelope.DefaultKeys.UnknownKey;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.operation.CreateBucket;
import io.strongroom.domain.record.BucketUsage;
import io.strongroom.domain.record.Tag;
import io.strongroom.protocol.http.BucketOperations;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.Requests;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.WireResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketCodecsTest {

  private static final EncryptionConfiguration KMS_SM4 =
      new EncryptionConfiguration(
          Algorithm.KMS,
          Optional.of(KeyName.parse("arn:aws:kms:r1:a1:key/k1")),
          Optional.of("p1"),
          DataCipher.SM4,
          true,
          true);

  @Test
  void getEncryption_s3Default_isOneRule() {
    assertThat(renderEncryption(S3, EncryptionConfiguration.serviceDefault()))
        .isEqualTo(
            "<ServerSideEncryptionConfiguration"
                + S3_NAMESPACE
                + "><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm>"
                + "</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>false</BucketKeyEnabled>"
                + "</Rule></ServerSideEncryptionConfiguration>");
  }

  @Test
  void getEncryption_s3Everything_shown() {
    assertThat(renderEncryption(S3, KMS_SM4))
        .contains(
            "<SSEAlgorithm>aws:kms</SSEAlgorithm><KMSDataEncryption>SM4</KMSDataEncryption>"
                + "<KMSMasterKeyID>arn:aws:kms:r1:a1:key/k1</KMSMasterKeyID>"
                + "<ProjectID>p1</ProjectID></ApplyServerSideEncryptionByDefault>"
                + "<BucketKeyEnabled>true</BucketKeyEnabled>"
                + "<BlockedEncryptionTypes><EncryptionType>SSE-C</EncryptionType>"
                + "</BlockedEncryptionTypes></Rule>");
  }

  @Test
  void getEncryption_obs_speaksItsOwnWords() {
    assertThat(renderEncryption(OBS, KMS_SM4))
        .startsWith("<ServerSideEncryptionConfiguration" + OBS_NAMESPACE)
        .contains("<SSEAlgorithm>kms</SSEAlgorithm>")
        .contains("<KMSMasterKeyID>r1:a1:key/k1</KMSMasterKeyID>");
  }

  @Test
  void getEncryption_writtenAndRead_same() {
    EncryptionConfigurationDocument document = new EncryptionConfigurationDocument(S3);
    byte[] written = document.render(KMS_SM4).bytes();

    assertThat(
            document.parse(
                io.strongroom.protocol.http.xml.XmlReader.read(
                    written,
                    EncryptionConfigurationDocument.ROOT,
                    io.strongroom.protocol.http.xml.XmlLimits.SMALL)))
        .isEqualTo(KMS_SM4);
  }

  @Test
  void putEncryption_rendersEmpty200() {
    WireResponse response =
        new PutEncryptionConfigurationCodec(S3, UnknownKey.ACCEPTED)
            .render(create().build(), Dialect.Empty.EMPTY);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void deleteEncryption_renders204() {
    assertThat(
            new DeleteEncryptionConfigurationCodec()
                .render(create().build(), Dialect.Empty.EMPTY)
                .status())
        .isEqualTo(204);
  }

  @Test
  void usage_rendersBytesAndObjects() {
    assertThat(
            Requests.text(
                new GetBucketUsageCodec(OBS)
                    .render(create().build(), new BucketUsage(5_368_709_120L, 3))))
        .isEqualTo(
            "<GetBucketStorageInfoResult"
                + OBS_NAMESPACE
                + "><Size>5368709120</Size><ObjectNumber>3</ObjectNumber>"
                + "</GetBucketStorageInfoResult>");
  }

  @Test
  void create_tags_areTaken() {
    CreateBucket.Command command =
        parse(
            S3,
            create()
                .body(
                    "<CreateBucketConfiguration><Tags><Tag><Key>a</Key><Value>1</Value></Tag>"
                        + "</Tags></CreateBucketConfiguration>"));

    assertThat(command.settings().tags()).containsExactly(new Tag("a", "1"));
    assertThat(
            errorOf(
                () ->
                    parse(
                        S3,
                        create()
                            .body(
                                "<CreateBucketConfiguration><Tags><Tag><Key>aws:a</Key>"
                                    + "<Value/></Tag></Tags></CreateBucketConfiguration>"))))
        .isInstanceOfSatisfying(
            RequestError.InvalidTag.class,
            invalid -> assertThat(invalid.detail()).startsWith("User-defined tag keys"));
  }

  @Test
  void create_withoutBody_accepted() {
    CreateBucket.Command command = parse(S3, create());

    assertThat(command.name().value()).isEqualTo("bucket");
    assertThat(command.encryption()).isEmpty();
    assertThat(command.idempotent()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>",
        "<CreateBucketConfiguration><Location>eu-west-1</Location></CreateBucketConfiguration>",
        "<CreateBucketConfiguration><LocationConstraint/></CreateBucketConfiguration>",
        "<CreateBucketConfiguration/>"
      })
  void create_bodyForThisRegion_accepted(String body) {
    assertThat(parse(S3, create().body(body)).name().value()).isEqualTo("bucket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LocationConstraint", "Location"})
  void create_bodyForAnotherRegion_refused(String element) {
    String body =
        "<CreateBucketConfiguration><%s>us-west-2</%s></CreateBucketConfiguration>"
            .formatted(element, element);

    assertThat(errorOf(() -> parse(S3, create().body(body))))
        .isEqualTo(new RequestError.WrongLocation("us-west-2", Region.of("eu-west-1")));
  }

  @Test
  void create_malformedBody_refused() {
    assertThat(errorOf(() -> parse(S3, create().body("<CreateBucket"))))
        .isInstanceOf(RequestError.MalformedXml.class);
  }

  @Test
  void create_obsDefaultEncryption_taken() {
    Requests request =
        create()
            .header("x-obs-server-side-encryption", "kms")
            .header("x-obs-server-side-data-encryption", "SM4")
            .header("x-obs-server-side-encryption-kms-key-id", "r1:a1:key/k1")
            .header("x-obs-sse-kms-key-project-id", "p1");

    assertThat(parse(OBS, request).encryption())
        .hasValue(
            new EncryptionConfiguration(
                Algorithm.KMS,
                Optional.of(KeyName.parse("arn:aws:kms:r1:a1:key/k1")),
                Optional.of("p1"),
                DataCipher.SM4,
                false,
                false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"obs", "AES256"})
  void create_obsServiceKeys_taken(String word) {
    assertThat(parse(OBS, create().header("x-obs-server-side-encryption", word)).encryption())
        .hasValue(EncryptionConfiguration.serviceDefault());
  }

  @ParameterizedTest
  @CsvSource({
    "x-obs-server-side-encryption,AES192,,",
    "x-obs-server-side-encryption-kms-key-id,k,,",
    "x-obs-server-side-encryption,obs,x-obs-server-side-encryption-kms-key-id,k",
    "x-obs-server-side-encryption,obs,x-obs-server-side-data-encryption,SM4",
    "x-obs-server-side-encryption,kms,x-obs-server-side-data-encryption,SM9",
    "x-obs-server-side-encryption,kms,x-obs-sse-kms-key-project-id,p",
    "x-obs-server-side-encryption,kms,x-obs-server-side-encryption-bucket-key-enabled,yes"
  })
  void create_encryptionThatDoesNotFit_refused(
      String header, String value, String second, String secondValue) {
    Requests request = create().header(header, value);
    if (second != null) {
      request.header(second, secondValue);
    }

    assertThat(errorOf(() -> parse(OBS, request))).isInstanceOf(RequestError.InvalidArgument.class);
  }

  @ParameterizedTest
  @CsvSource({"x-amz-acl,public-read", "x-amz-bucket-object-lock-enabled,yes"})
  void create_whatIsNotKept_refused(String header, String value) {
    assertThat(errorOf(() -> parse(S3, create().header(header, value))))
        .isEqualTo(new RequestError.HeaderNotImplemented(header));
  }

  @Test
  void create_rendersLocation() {
    WireResponse response =
        new CreateBucketCodec(S3, Region.of("r"), true, name -> false)
            .render(create().build(), Dialect.Empty.EMPTY);

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers().first("location")).hasValue("/bucket");
    assertThat(response.headers().first("x-amz-bucket-arn")).hasValue("arn:aws:s3:::bucket");
  }

  @Test
  void delete_renders204() {
    assertThat(new DeleteBucketCodec().render(create().build(), Dialect.Empty.EMPTY).status())
        .isEqualTo(204);
  }

  private static String renderEncryption(Vocabulary words, EncryptionConfiguration configuration) {
    IncomingRequest request =
        Requests.of("GET", BucketOperations.GET_ENCRYPTION_CONFIGURATION).bucket("bucket").build();
    WireResponse response =
        new GetEncryptionConfigurationCodec(words, bucket -> configuration)
            .render(request, Optional.empty());
    assertThat(response.headers().all("content-type")).containsExactly("application/xml");
    return Requests.text(response);
  }

  private static Requests create() {
    return Requests.of("PUT", BucketOperations.CREATE_BUCKET).bucket("bucket");
  }

  private static CreateBucket.Command parse(Vocabulary words, Requests request) {
    return new CreateBucketCodec(words, Region.of("eu-west-1"), false, name -> false)
        .parse(request.build());
  }
}
