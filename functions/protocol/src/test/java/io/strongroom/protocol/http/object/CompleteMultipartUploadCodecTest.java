package io.strongroom.protocol.http.object;

import static io.strongroom.protocol.http.Refusals.assertMalformed;
import static io.strongroom.protocol.http.Refusals.errorOf;
import static io.strongroom.protocol.http.Vocabularies.OBS;
import static io.strongroom.protocol.http.Vocabularies.S3;
import static io.strongroom.protocol.http.Vocabularies.S3_NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.operation.CompleteMultipartUpload;
import io.strongroom.domain.operation.CompleteMultipartUpload.NamedChecksum;
import io.strongroom.domain.operation.CompleteMultipartUpload.NamedPart;
import io.strongroom.domain.record.Published;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.Requests;
import io.strongroom.protocol.http.WireResponse;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompleteMultipartUploadCodecTest {

  private static final String SHA256 = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";

  private final CompleteMultipartUploadCodec codec = new CompleteMultipartUploadCodec(S3);

  @Test
  void parse_parts_taken() {
    CompleteMultipartUpload.Command command =
        codec.parse(
            request(
                    "<Part><PartNumber>1</PartNumber><ETag>\"e1\"</ETag></Part>"
                        + "<Part><ChecksumSHA256>"
                        + SHA256
                        + "</ChecksumSHA256><ETag>&quot;e3&quot;</ETag>"
                        + "<PartNumber> 3 </PartNumber></Part>"
                        + "<Part><ETag>e4</ETag><PartNumber>4</PartNumber></Part>")
                .build());

    assertThat(command.uploadId().value()).isEqualTo("u1");
    assertThat(command.parts())
        .containsExactly(
            new NamedPart(1, "e1", Optional.empty()),
            new NamedPart(
                3, "e3", Optional.of(new NamedChecksum(ChecksumAlgorithm.SHA256, SHA256))),
            new NamedPart(4, "e4", Optional.empty()));
    assertThat(command.condition()).isEqualTo(new WriteCondition.Always());
    assertThat(command.encryption()).isEqualTo(new EncryptionRequest.BucketDefault());
  }

  @Test
  void parse_headersAboutTheObject_areNotAboutTheBody() {
    CompleteMultipartUpload.Command command =
        codec.parse(
            request("")
                .header("x-amz-checksum-crc32c", "AAAAAA==-2")
                .header("x-amz-checksum-type", "COMPOSITE")
                .header("x-amz-mp-object-size", "12")
                .header("if-none-match", "*")
                .build());

    assertThat(command.expectation().checksum())
        .hasValue(new NamedChecksum(ChecksumAlgorithm.CRC32C, "AAAAAA==-2"));
    assertThat(command.expectation().type()).hasValue(ObjectChecksum.Type.COMPOSITE);
    assertThat(command.expectation().size()).hasValue(12);
    assertThat(command.condition()).isEqualTo(new WriteCondition.IfAbsent());
  }

  @Test
  void parse_encryptionAsTheUploadHasIt_forTheOperationToCompare() {
    CompleteMultipartUpload.Command command =
        codec.parse(request("").header("x-amz-server-side-encryption", "AES256").build());

    assertThat(command.encryption()).isEqualTo(new EncryptionRequest.ServiceManaged());
  }

  @Test
  void parse_withoutBody_hasNoParts() {
    Requests request =
        Requests.of("POST", ObjectOperations.COMPLETE_MULTIPART_UPLOAD)
            .object("k")
            .query("uploadId", "u1");

    assertThat(codec.parse(request.build()).parts()).isEmpty();
  }

  @Test
  void parse_mostPartsThereCanBe_taken() {
    assertThat(codec.parse(request(parts(10_000)).build()).parts()).hasSize(10_000);
  }

  @Test
  void parse_moreParts_malformed() {
    assertMalformed(() -> codec.parse(request(parts(10_001)).build()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Part/>",
        "<Part><PartNumber>1</PartNumber></Part>",
        "<Part><ETag>e</ETag></Part>",
        "<Part><PartNumber>one</PartNumber><ETag>e</ETag></Part>",
        "<Part><PartNumber>-1</PartNumber><ETag>e</ETag></Part>",
        "<Part><PartNumber>99999999999</PartNumber><ETag>e</ETag></Part>",
        "<Part><PartNumber>1</PartNumber><PartNumber>2</PartNumber><ETag>e</ETag></Part>",
        "<Part><PartNumber>1</PartNumber><ETag>e</ETag><Other/></Part>",
        "<Part><PartNumber>1</PartNumber><ETag>e</ETag><ChecksumCRC32>a</ChecksumCRC32><ChecksumSHA1>b</ChecksumSHA1></Part>",
        "<Piece/>",
        "text"
      })
  void parse_notAListOfParts_malformed(String parts) {
    assertMalformed(() -> codec.parse(request(parts).build()));
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-checksum-crc32,!",
    "x-amz-checksum-crc32,AAAA",
    "x-amz-checksum-sha256,AAAAAA==",
    "x-amz-checksum-type,SIDEWAYS",
    "x-amz-mp-object-size,-1",
    "x-amz-mp-object-size,ten"
  })
  void parse_headerThatCannotBe_refused(String header, String value) {
    assertThat(errorOf(() -> codec.parse(request("").header(header, value).build())))
        .isEqualTo(new RequestError.InvalidRequest("Value for " + header + " header is invalid."));
  }

  @Test
  void parse_twoChecksums_refused() {
    Requests request =
        request("")
            .header("x-amz-checksum-crc32", "AAAAAA==")
            .header("x-amz-checksum-crc32c", "AAAAAA==");

    assertThat(errorOf(() -> codec.parse(request.build())))
        .isEqualTo(
            new RequestError.InvalidRequest(
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not"
                    + " allowed."));
  }

  @Test
  void render_kmsUpload_golden() {
    EncryptionDescription kms =
        new EncryptionDescription.KmsManaged(
            KmsKeyId.of("arn:aws:kms:r1:a1:key/k1"),
            EncryptionContext.empty(),
            true,
            DataCipher.AES_256);
    CompleteMultipartUpload.Result result =
        new CompleteMultipartUpload.Result(
            new ETag("e-2"),
            new Published(VersionId.NULL, Versioning.UNVERSIONED),
            EncryptionEcho.of(kms, Optional.empty()),
            Optional.of(
                new ObjectChecksum(
                    ChecksumAlgorithm.CRC32, ObjectChecksum.Type.COMPOSITE, "AAAAAA==-2")),
            Optional.empty());

    WireResponse response = codec.render(request("").build(), result);

    assertThat(Requests.text(response))
        .isEqualTo(
            "<CompleteMultipartUploadResult"
                + S3_NAMESPACE
                + "><Location>https://s3.local:9000/bucket/k</Location><Bucket>bucket</Bucket>"
                + "<Key>k</Key><ETag>&quot;e-2&quot;</ETag>"
                + "<ChecksumCRC32>AAAAAA==-2</ChecksumCRC32>"
                + "<ChecksumType>COMPOSITE</ChecksumType></CompleteMultipartUploadResult>");
    assertThat(response.headers().first("x-amz-server-side-encryption")).hasValue("aws:kms");
    assertThat(response.headers().first("x-amz-server-side-encryption-aws-kms-key-id"))
        .hasValue("arn:aws:kms:r1:a1:key/k1");
    assertThat(response.headers().first("x-amz-server-side-encryption-bucket-key-enabled"))
        .hasValue("true");
  }

  @Test
  void obs_ignoresChecksumHeadersAndShowsNone() {
    CompleteMultipartUploadCodec obs = new CompleteMultipartUploadCodec(OBS);
    CompleteMultipartUpload.Result result =
        new CompleteMultipartUpload.Result(
            new ETag("e-1"),
            new Published(VersionId.NULL, Versioning.UNVERSIONED),
            EncryptionEcho.of(new EncryptionDescription.Unencrypted(), Optional.empty()),
            Optional.of(
                new ObjectChecksum(
                    ChecksumAlgorithm.CRC32, ObjectChecksum.Type.COMPOSITE, "AAAAAA==-1")),
            Optional.empty());
    Requests request = request("").header("x-obs-checksum-crc32", "!");

    assertThat(obs.parse(request.build()).expectation().checksum()).isEmpty();
    assertThat(Requests.text(obs.render(request.build(), result))).doesNotContain("Checksum");
  }

  private static Requests request(String parts) {
    return Requests.of("POST", ObjectOperations.COMPLETE_MULTIPART_UPLOAD)
        .object("k")
        .query("uploadId", "u1")
        .body("<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>");
  }

  private static String parts(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number ->
                "<Part><ChecksumSHA256>%s</ChecksumSHA256><ETag>&quot;d41d8cd98f00b204e9800998ecf8427e&quot;</ETag><PartNumber>%d</PartNumber></Part>"
                    .formatted(SHA256, number))
        .collect(Collectors.joining());
  }
}
