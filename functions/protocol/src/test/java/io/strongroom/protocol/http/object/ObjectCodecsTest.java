package io.strongroom.protocol.http.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.operation.AbortMultipartUpload;
import io.strongroom.domain.operation.CopyObject;
import io.strongroom.domain.operation.CreateMultipartUpload;
import io.strongroom.domain.operation.DeleteObject;
import io.strongroom.domain.operation.GetObject;
import io.strongroom.domain.operation.PutObject;
import io.strongroom.domain.operation.Selection;
import io.strongroom.domain.operation.UploadPart;
import io.strongroom.domain.operation.UploadPartCopy;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.Wire;
import io.strongroom.protocol.obs.ObsVocabulary;
import io.strongroom.protocol.s3.S3Vocabulary;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands requests become. */
class ObjectCodecsTest {

  private static final Vocabulary S3 = S3Vocabulary.words();
  private static final Vocabulary OBS = ObsVocabulary.words();
  private static final RequestBody BODY = new NoBody();
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String MD5 = "tP/LI3N87DFaSk0aoqYgzg==";

  @Test
  void putObject_parsed() {
    IncomingRequest request =
        Wire.incoming(
            "PUT",
            "/bkt/a%2Fb",
            "Content-Type",
            "a/b",
            "If-None-Match",
            "*",
            "x-amz-server-side-encryption",
            "aws:kms",
            "x-amz-meta-k",
            "v");

    PutObject.Command command =
        new PutObjectCodec(S3, any -> BODY, InstantSource.system()).parse(request);

    assertThat(command.caller()).isEqualTo(Wire.CALLER);
    assertThat(command.ref().key()).isEqualTo(new ObjectKey("a/b"));
    assertThat(command.encryption()).isInstanceOf(EncryptionRequest.KmsManaged.class);
    assertThat(command.metadata().user()).containsEntry("k", "v");
    assertThat(command.metadata().system()).containsEntry("content-type", "a/b");
    assertThat(command.condition()).isEqualTo(new WriteCondition.IfAbsent());
    assertThat(command.rules()).isEqualTo(S3Vocabulary.rules());
    assertThat(command.body()).isSameAs(BODY);
  }

  @Test
  void putObject_obs_ownWords() {
    IncomingRequest request =
        Wire.incoming(
            "PUT", "/bkt/k", "x-obs-meta-k", "v", "x-obs-server-side-encryption", "AES256");

    PutObject.Command command =
        new PutObjectCodec(OBS, any -> BODY, InstantSource.system()).parse(request);

    assertThat(command.encryption()).isEqualTo(new EncryptionRequest.ServiceManaged());
    assertThat(command.metadata().user()).containsEntry("k", "v");
    assertThat(command.rules()).isEqualTo(ObsVocabulary.rules());
  }

  @ParameterizedTest
  @CsvSource({"/BKT/k, InvalidBucketName", "/b/k, InvalidBucketName", "//k, InvalidBucketName"})
  void putObject_badBucketName_refused(String target, String error) {
    assertThat(
            refusal(
                new PutObjectCodec(S3, any -> BODY, InstantSource.system()),
                Wire.incoming("PUT", target)))
        .extracting(e -> e.getClass().getSimpleName())
        .isEqualTo(error);
  }

  @Test
  void putObject_keyTooLong_refused() {
    IncomingRequest request = Wire.incoming("PUT", "/bkt/" + "x".repeat(1025));

    assertThat(refusal(new PutObjectCodec(S3, any -> BODY, InstantSource.system()), request))
        .isEqualTo(new RequestError.KeyTooLong(1025, 1024));
  }

  @Test
  void getObject_parsed() {
    IncomingRequest request =
        Wire.incoming(
            "GET",
            "/bkt/k?versionId=null",
            "Range",
            "bytes=1-2",
            "If-Match",
            "\"t\"",
            "x-amz-checksum-mode",
            "ENABLED",
            "x-amz-server-side-encryption-customer-algorithm",
            "AES256",
            "x-amz-server-side-encryption-customer-key",
            KEY,
            "x-amz-server-side-encryption-customer-key-MD5",
            MD5);

    GetObject.Command command = new ReadObjectCodec(S3, InstantSource.system()).parse(request);

    assertThat(command.selection())
        .isEqualTo(new Selection.Span(1, OptionalLong.of(2), "bytes=1-2"));
    assertThat(command.conditions().ifMatch()).containsExactly("t");
    assertThat(command.customerKey()).isPresent();
    assertThat(command.checksumMode()).isTrue();
  }

  @Test
  void getObject_anyVersion_leftToTheStore() {
    assertThat(
            new ReadObjectCodec(S3, InstantSource.system())
                .parse(Wire.incoming("GET", "/bkt/k?versionId=v1"))
                .wanted()
                .version())
        .contains(new VersionId("v1"));
    assertThat(
            refusal(
                new ReadObjectCodec(S3, InstantSource.system()),
                Wire.incoming("GET", "/bkt/k?versionId=")))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @Test
  void getObject_overrideWithLineBreak_refused() {
    IncomingRequest request =
        Wire.incoming("GET", "/bkt/k?response-content-type=a%0d%0aset-cookie:b");

    assertThat(refusal(new ReadObjectCodec(S3, InstantSource.system()), request))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @Test
  void deleteObject_parsed() {
    DeleteObject.Command command =
        new DeleteObjectCodec(S3).parse(Wire.incoming("DELETE", "/bkt/k", "If-Match", "\"t\""));

    assertThat(command.condition()).isEqualTo(new WriteCondition.IfMatches(new ETag("t")));
  }

  @Test
  void copyObject_parsed() {
    IncomingRequest request =
        Wire.incoming(
            "PUT",
            "/bkt/to",
            "x-amz-copy-source",
            "/src/from",
            "x-amz-copy-source-server-side-encryption-customer-algorithm",
            "AES256",
            "x-amz-copy-source-server-side-encryption-customer-key",
            KEY,
            "x-amz-copy-source-server-side-encryption-customer-key-MD5",
            MD5,
            "x-amz-server-side-encryption",
            "aws:kms",
            "x-amz-checksum-algorithm",
            "SHA256");

    CopyObject.Command command = new CopyObjectCodec(S3, InstantSource.system()).parse(request);

    assertThat(command.source().wanted().object().arn()).isEqualTo("arn:aws:s3:::src/from");
    assertThat(command.source().customerKey()).isPresent();
    assertThat(command.destination().arn()).isEqualTo("arn:aws:s3:::bkt/to");
    assertThat(command.encryption()).isInstanceOf(EncryptionRequest.KmsManaged.class);
    assertThat(command.about().metadata()).isEmpty();
    assertThat(command.checksum()).contains(ChecksumAlgorithm.SHA256);
    assertThat(command.about().placement()).isEqualTo(ObjectMetadata.Placement.none());
  }

  @Test
  void copyObject_replace_takesMetadata() {
    IncomingRequest request =
        Wire.incoming(
            "PUT",
            "/bkt/to",
            "x-obs-copy-source",
            "src/from",
            "x-obs-metadata-directive",
            "REPLACE",
            "x-obs-meta-k",
            "v",
            "x-obs-storage-class",
            "STANDARD");

    CopyObject.Command command = new CopyObjectCodec(OBS, InstantSource.system()).parse(request);

    assertThat(command.about().metadata())
        .hasValueSatisfying(metadata -> assertThat(metadata.user()).containsEntry("k", "v"));
    assertThat(command.about().placement().storageClass()).contains("STANDARD");
  }

  @Test
  void copyObject_unknownDirective_refused() {
    IncomingRequest request =
        Wire.incoming(
            "PUT", "/bkt/to", "x-amz-copy-source", "src/from", "x-amz-metadata-directive", "MERGE");

    assertThat(refusal(new CopyObjectCodec(S3, InstantSource.system()), request))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "Unknown metadata directive.", "x-amz-metadata-directive", "MERGE"));
  }

  @Test
  void copyObject_otherDialectsSource_refused() {
    IncomingRequest request = Wire.incoming("PUT", "/bkt/to", "x-obs-copy-source", "src/from");

    assertThat(refusal(new CopyObjectCodec(S3, InstantSource.system()), request))
        .isInstanceOf(RequestError.InvalidArgument.class);
  }

  @Test
  void createMultipartUpload_parsed() {
    IncomingRequest request =
        Wire.incoming(
            "POST", "/bkt/k?uploads", "x-amz-checksum-algorithm", "CRC32", "x-amz-meta-k", "v");

    CreateMultipartUpload.Command command =
        new CreateMultipartUploadCodec(S3, InstantSource.system()).parse(request);

    assertThat(command.encryption()).isEqualTo(new EncryptionRequest.BucketDefault());
    assertThat(command.metadata().user()).containsEntry("k", "v");
    assertThat(command.checksum())
        .contains(new ChecksumChoice(ChecksumAlgorithm.CRC32, ObjectChecksum.Type.COMPOSITE));
  }

  @Test
  void uploadPart_parsed() {
    IncomingRequest request = Wire.incoming("PUT", "/bkt/k?partNumber=3&uploadId=u");

    UploadPart.Command command = new UploadPartCodec(S3, any -> BODY).parse(request);

    assertThat(command.part().number()).isEqualTo(3);
    assertThat(command.part().uploadId().value()).isEqualTo("u");
    assertThat(command.customerKey()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws:kms", "AES256"})
  void uploadPart_encryptionHeader_notSupported(String value) {
    IncomingRequest request =
        Wire.incoming(
            "PUT", "/bkt/k?partNumber=3&uploadId=u", "x-amz-server-side-encryption", value);

    assertThat(refusal(new UploadPartCodec(S3, any -> BODY), request))
        .isEqualTo(
            new RequestError.InvalidArgument(
                "x-amz-server-side-encryption header is not supported for this operation.",
                "x-amz-server-side-encryption",
                value));
  }

  @ParameterizedTest
  @CsvSource({"'',''", "%00,'\0'"})
  void uploadPart_uploadIdThatNoneHas_noSuchUpload(String raw, String uploadId) {
    IncomingRequest request = Wire.incoming("PUT", "/bkt/k?partNumber=3&uploadId=" + raw);

    assertThat(refusal(new UploadPartCodec(S3, any -> BODY), request))
        .isEqualTo(new RequestError.NoSuchUpload(uploadId));
  }

  @Test
  void uploadPartCopy_parsed() {
    IncomingRequest request =
        Wire.incoming(
            "PUT",
            "/bkt/k?partNumber=3&uploadId=u",
            "x-amz-copy-source",
            "src/from",
            "x-amz-copy-source-range",
            "bytes=5-9");

    UploadPartCopy.Command command =
        new UploadPartCopyCodec(S3, InstantSource.system()).parse(request);

    assertThat(command.source().wanted().object().arn()).isEqualTo("arn:aws:s3:::src/from");
    assertThat(command.range()).contains(new ByteRange(5, 5));
  }

  @Test
  void abortMultipartUpload_parsed() {
    AbortMultipartUpload.Command command =
        new AbortMultipartUploadCodec().parse(Wire.incoming("DELETE", "/bkt/k?uploadId=u"));

    assertThat(command.uploadId().value()).isEqualTo("u");
  }

  private static RequestError refusal(OperationCodec<?, ?> codec, IncomingRequest request) {
    RequestError[] error = new RequestError[1];
    assertThatThrownBy(() -> codec.parse(request))
        .isInstanceOfSatisfying(ObjectStoreException.class, e -> error[0] = e.error());
    return error[0];
  }

  private static final class NoBody implements RequestBody {
    @Override
    public InputStream stream() {
      throw new AssertionError("parsing must not touch the body");
    }

    @Override
    public OptionalLong length() {
      return OptionalLong.empty();
    }

    @Override
    public Optional<ChecksumAlgorithm> declaredChecksum() {
      return Optional.empty();
    }

    @Override
    public Optional<ObjectChecksum> checksum() {
      return Optional.empty();
    }
  }
}
