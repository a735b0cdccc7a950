package io.strongroom.protocol.http.listing;

import static io.strongroom.protocol.http.Refusals.errorOf;
import static io.strongroom.protocol.http.Vocabularies.OBS;
import static io.strongroom.protocol.http.Vocabularies.S3;
import static io.strongroom.protocol.http.Vocabularies.S3_NAMESPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.segment.StreamCommitment;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.operation.ListParts;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadKeys;
import io.strongroom.domain.record.UploadListing;
import io.strongroom.protocol.http.BucketOperations;
import io.strongroom.protocol.http.ObjectOperations;
import io.strongroom.protocol.http.Requests;
import io.strongroom.protocol.s3.S3Vocabulary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadListingCodecsTest {

  private static final BucketName BUCKET = new BucketName("bucket");
  private static final Instant TIME = Instant.parse("2026-11-22T10:11:12Z");
  private static final WrappedKey WRAPPED = WrappedKey.of(new byte[] {1});
  private static final Envelope ENVELOPE =
      new Envelope(Suite.AES_256_GCM, new CustomerKeyWrap(WRAPPED));
  private static final String OWNER_GOLDEN =
      "<Initiator><ID>000000000000</ID><DisplayName>000000000000</DisplayName></Initiator>"
          + "<Owner><ID>000000000000</ID><DisplayName>000000000000</DisplayName></Owner>";

  private final ListPartsCodec parts = new ListPartsCodec(S3);
  private final ListMultipartUploadsCodec uploads = new ListMultipartUploadsCodec(S3);

  @Test
  void listParts_parameters_taken() {
    ListParts.Command command =
        parts.parse(
            partsRequest().query("part-number-marker", "3").query("max-parts", "5000").build());

    assertThat(command.uploadId().value()).isEqualTo("u1");
    assertThat(command.marker()).isEqualTo(3);
    assertThat(command.limit()).isEqualTo(1000);
  }

  @ParameterizedTest
  @CsvSource({"max-parts,-1", "max-parts,x", "part-number-marker,-1", "part-number-marker,x"})
  void listParts_noNumber_refused(String name, String value) {
    assertThat(errorOf(() -> parts.parse(partsRequest().query(name, value).build())))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @Test
  void listParts_page_golden() {
    ListParts.Result result =
        new ListParts.Result(
            upload("a b", "u1"),
            List.of(part(4, Optional.of(checksum("AAAAAA=="))), part(6, Optional.empty())),
            true,
            Optional.empty());
    Requests request =
        partsRequest()
            .query("part-number-marker", "3")
            .query("max-parts", "2")
            .query("encoding-type", "url");

    assertThat(Requests.text(parts.render(request.build(), result)))
        .isEqualTo(
            "<ListPartsResult"
                + S3_NAMESPACE
                + "><Bucket>bucket</Bucket><Key>a%20b</Key><UploadId>u1</UploadId>"
                + "<PartNumberMarker>3</PartNumberMarker>"
                + "<NextPartNumberMarker>6</NextPartNumberMarker><MaxParts>2</MaxParts>"
                + "<IsTruncated>true</IsTruncated><EncodingType>url</EncodingType>"
                + "<ChecksumAlgorithm>CRC32</ChecksumAlgorithm>"
                + "<ChecksumType>COMPOSITE</ChecksumType>"
                + "<Part><PartNumber>4</PartNumber>"
                + "<LastModified>2026-11-22T10:11:12.000Z</LastModified>"
                + "<ETag>&quot;e4&quot;</ETag><Size>7</Size>"
                + "<ChecksumCRC32>AAAAAA==</ChecksumCRC32></Part>"
                + "<Part><PartNumber>6</PartNumber>"
                + "<LastModified>2026-11-22T10:11:12.000Z</LastModified>"
                + "<ETag>&quot;e6&quot;</ETag><Size>7</Size></Part>"
                + OWNER_GOLDEN
                + "<StorageClass>STANDARD</StorageClass></ListPartsResult>");
  }

  @Test
  void listParts_obs_hasNoChecksums() {
    ListParts.Result result =
        new ListParts.Result(
            upload("k", "u1"),
            List.of(part(1, Optional.of(checksum("AAAAAA==")))),
            false,
            Optional.empty());

    assertThat(Requests.text(new ListPartsCodec(OBS).render(partsRequest().build(), result)))
        .contains("<Part><PartNumber>1</PartNumber>")
        .doesNotContain("Checksum");
  }

  @Test
  void listUploads_parameters_taken() {
    Requests request =
        uploadsRequest()
            .query("prefix", "p/")
            .query("delimiter", "/")
            .query("key-marker", "p/k")
            .query("upload-id-marker", "u9")
            .query("max-uploads", "10");

    assertThat(uploads.parse(request.build()).query())
        .isEqualTo(
            new UploadListing.Query(BUCKET, "p/", Optional.of("/"), "p/k", Optional.of("u9"), 10));
  }

  @Test
  void listUploads_uploadMarkerAlone_ignored() {
    assertThat(
            uploads
                .parse(uploadsRequest().query("upload-id-marker", "u9").build())
                .query()
                .uploadIdMarker())
        .isEmpty();
  }

  @Test
  void listUploads_page_golden() {
    UploadListing.Page page =
        new UploadListing.Page(List.of(upload("p/k", "u1")), List.of("p/a/"), true);
    Requests request =
        uploadsRequest().query("prefix", "p/").query("delimiter", "/").query("max-uploads", "2");

    assertThat(Requests.text(uploads.render(request.build(), page)))
        .isEqualTo(
            "<ListMultipartUploadsResult"
                + S3_NAMESPACE
                + "><Bucket>bucket</Bucket><KeyMarker></KeyMarker>"
                + "<UploadIdMarker></UploadIdMarker><NextKeyMarker>p/k</NextKeyMarker>"
                + "<NextUploadIdMarker>u1</NextUploadIdMarker><Delimiter>/</Delimiter>"
                + "<Prefix>p/</Prefix><MaxUploads>2</MaxUploads><IsTruncated>true</IsTruncated>"
                + "<Upload><Key>p/k</Key><UploadId>u1</UploadId>"
                + OWNER_GOLDEN
                + "<StorageClass>STANDARD</StorageClass>"
                + "<Initiated>2026-11-22T10:11:12.000Z</Initiated>"
                + "<ChecksumAlgorithm>CRC32</ChecksumAlgorithm>"
                + "<ChecksumType>COMPOSITE</ChecksumType></Upload>"
                + "<CommonPrefixes><Prefix>p/a/</Prefix></CommonPrefixes>"
                + "</ListMultipartUploadsResult>");
  }

  @Test
  void listUploads_prefixSortsLast_nextIsEmptyAndInObsThePrefix() {
    UploadListing.Page page =
        new UploadListing.Page(List.of(upload("p/k", "u1")), List.of("p/z/"), true);

    assertThat(Requests.text(uploads.render(uploadsRequest().build(), page)))
        .contains(
            "<NextKeyMarker></NextKeyMarker><NextUploadIdMarker></NextUploadIdMarker><MaxUploads>");
    assertThat(
            Requests.text(
                new ListMultipartUploadsCodec(OBS).render(uploadsRequest().build(), page)))
        .contains("<NextKeyMarker>p/z/</NextKeyMarker>");
  }

  @Test
  void listUploads_empty_nextIsThereAndEmpty() {
    UploadListing.Page page = new UploadListing.Page(List.of(), List.of(), false);

    assertThat(Requests.text(uploads.render(uploadsRequest().build(), page)))
        .contains("<NextKeyMarker></NextKeyMarker><NextUploadIdMarker></NextUploadIdMarker>")
        .doesNotContain("Prefix");
  }

  @Test
  void listParts_behindTheLast_nextIsNone() {
    ListParts.Result result =
        new ListParts.Result(upload("k", "u1"), List.of(), false, Optional.empty());
    Requests request = partsRequest().query("part-number-marker", "10");

    assertThat(Requests.text(parts.render(request.build(), result)))
        .contains("<PartNumberMarker>10</PartNumberMarker>")
        .contains("<NextPartNumberMarker>0</NextPartNumberMarker>");
  }

  @Test
  void listUploads_bytesDecideWhatSortsLast() {
    // In UTF-16 the emoji would sort before U+FFEE, in UTF-8 it sorts behind it.
    UploadListing.Page page =
        new UploadListing.Page(List.of(upload("\uD83D\uDE00", "u1")), List.of("\uFFEE/"), true);

    assertThat(Requests.text(uploads.render(uploadsRequest().build(), page)))
        .contains("<NextUploadIdMarker>u1</NextUploadIdMarker>");
  }

  private static Requests partsRequest() {
    return Requests.of("GET", ObjectOperations.LIST_PARTS).object("a b").query("uploadId", "u1");
  }

  private static Requests uploadsRequest() {
    return Requests.of("GET", BucketOperations.LIST_MULTIPART_UPLOADS).bucket("bucket");
  }

  private static ObjectChecksum checksum(String value) {
    return new ObjectChecksum(ChecksumAlgorithm.CRC32, ObjectChecksum.Type.FULL_OBJECT, value);
  }

  private static ListParts.Listed part(int number, Optional<ObjectChecksum> checksum) {
    return new ListParts.Listed(
        new StoredPart(
            number,
            new UUID(0, number),
            7,
            StreamCommitment.of(new byte[StreamCommitment.BYTES]),
            new ETag("e" + number),
            Optional.empty(),
            TIME),
        checksum);
  }

  private static Upload upload(String key, String id) {
    return new Upload(
        new UploadId(id),
        new ObjectRef(BUCKET, new ObjectKey(key)),
        new Upload.Initiation(TIME, AccountId.of("000000000000")),
        ObjectMetadata.none(),
        S3Vocabulary.rules().forParts(new EncryptionDescription.ServiceManaged()),
        new EncryptionDescription.ServiceManaged(),
        new UploadKeys(
            ENVELOPE, ENVELOPE, new UploadKeys.ServiceWrap(KmsKeyId.of("k"), WRAPPED, WRAPPED)),
        Optional.of(new ChecksumChoice(ChecksumAlgorithm.CRC32, ObjectChecksum.Type.COMPOSITE)));
  }
}
