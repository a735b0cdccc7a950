package io.strongroom.protocol.http.object;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.operation.CopyObject;
import io.strongroom.domain.operation.CreateMultipartUpload;
import io.strongroom.domain.operation.ObjectView;
import io.strongroom.domain.operation.PutObject;
import io.strongroom.domain.operation.UploadPart;
import io.strongroom.domain.operation.UploadPartCopy;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.record.Content;
import io.strongroom.domain.record.Deletion;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.ObjectLock;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.Retention;
import io.strongroom.domain.record.Sealing;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.VersionMarks;
import io.strongroom.protocol.http.Dialect;
import io.strongroom.protocol.http.IncomingRequest;
import io.strongroom.protocol.http.OperationCodec;
import io.strongroom.protocol.http.Targets;
import io.strongroom.protocol.http.Vocabulary;
import io.strongroom.protocol.http.Wire;
import io.strongroom.protocol.http.WireResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** One answer of every object operation in one dialect, as text. */
final class ObjectAnswers {

  private static final ETag TAG = new ETag("9e107d9d372bb6826bd81d3542a419d6");
  private static final Instant TIME = Instant.parse("2026-11-22T02:16:06.123456Z");
  private static final Optional<ObjectChecksum> CHECKSUM =
      Optional.of(
          new ObjectChecksum(
              ChecksumAlgorithm.CRC64NVME, ObjectChecksum.Type.FULL_OBJECT, "rosUhgp5mIg="));
  private static final EncryptionEcho SERVICE =
      new EncryptionEcho(new EncryptionDescription.ServiceManaged(), Optional.empty());
  private static final EncryptionEcho CUSTOMER =
      new EncryptionEcho(
          new EncryptionDescription.CustomerProvided(), Optional.of("tP/LI3N87DFaSk0aoqYgzg=="));
  private static final EncryptionEcho KMS =
      new EncryptionEcho(
          new EncryptionDescription.KmsManaged(
              KmsKeyId.of(
                  "arn:aws-cn:kms:cn-north-4:000000000000:key/522d6070-5ad3-4765-9737-9312ddc72cdb"),
              new EncryptionContext(Map.of("team", "blue")),
              true,
              DataCipher.SM4),
          Optional.empty());

  private static final Published PLAIN = new Published(VersionId.NULL, Versioning.UNVERSIONED);

  private final Vocabulary words;
  private final StringBuilder text = new StringBuilder();

  private ObjectAnswers(Vocabulary words) {
    this.words = words;
  }

  static String of(Vocabulary words) {
    ObjectAnswers answers = new ObjectAnswers(words);
    answers.writes();
    answers.reads();
    answers.copies();
    answers.uploads();
    return answers.text.toString();
  }

  private void writes() {
    PutObjectCodec codec =
        new PutObjectCodec(
            words,
            any -> {
              throw new AssertionError();
            },
            InstantSource.system());
    IncomingRequest request = Wire.incoming("PUT", "/bkt/dir/a%26b");
    add(
        "PutObject, service key",
        codec,
        request,
        new PutObject.Result(TAG, PLAIN, SERVICE, CHECKSUM, 5, Optional.empty()));
    add(
        "PutObject, KMS",
        codec,
        request,
        new PutObject.Result(TAG, PLAIN, KMS, Optional.empty(), 5, Optional.empty()));
    add(
        "PutObject, customer key",
        codec,
        request,
        new PutObject.Result(TAG, PLAIN, CUSTOMER, CHECKSUM, 5, Optional.empty()));
    add(
        "DeleteObject",
        new DeleteObjectCodec(words),
        Wire.incoming("DELETE", "/bkt/dir/a%26b"),
        deletion(Deletion.Outcome.DONE, Optional.empty(), false));
    versions(codec, request);
  }

  /** What a version adds to the answers above. */
  private void versions(PutObjectCodec codec, IncomingRequest put) {
    VersionId version = new VersionId("0123456789abcdef0123456789abcdef");
    Published kept = new Published(version, Versioning.ENABLED);
    Published suspended = new Published(VersionId.NULL, Versioning.SUSPENDED);
    add(
        "PutObject, version",
        codec,
        put,
        new PutObject.Result(TAG, kept, SERVICE, CHECKSUM, 5, Optional.empty()));
    add(
        "PutObject, suspended",
        codec,
        put,
        new PutObject.Result(TAG, suspended, SERVICE, CHECKSUM, 5, Optional.empty()));
    add(
        "DeleteObject, version",
        new DeleteObjectCodec(words),
        Wire.incoming("DELETE", "/bkt/dir/a%26b?versionId=v"),
        deletion(Deletion.Outcome.DONE, Optional.of(version), false));
    add(
        "DeleteObject, marker",
        new DeleteObjectCodec(words),
        Wire.incoming("DELETE", "/bkt/dir/a%26b"),
        deletion(Deletion.Outcome.MARKED, Optional.of(version), true));
    add(
        "HeadObject, null version",
        new ReadObjectCodec(words, InstantSource.system()),
        Wire.incoming("HEAD", "/bkt/dir/a%26b"),
        new ObjectView(
            object(),
            Versioning.ENABLED,
            SERVICE,
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.of(new Lifecycle.Expiry(TIME, "rule 1"))));
    add(
        "CopyObject, version of a version",
        new CopyObjectCodec(words, InstantSource.system()),
        Wire.incoming("PUT", "/bkt/dir/a%26b", words.header("copy-source"), "bkt/k"),
        new CopyObject.Result(
            TAG, TIME, suspended, Optional.of(version), KMS, CHECKSUM, Optional.empty()));
  }

  private static Deletion deletion(
      Deletion.Outcome outcome, Optional<VersionId> version, boolean marker) {
    Wanted wanted = Wanted.current(Targets.object(Wire.incoming("DELETE", "/bkt/dir/a%26b")));
    return new Deletion(wanted, outcome, version, marker);
  }

  private void reads() {
    ReadObjectCodec codec = new ReadObjectCodec(words, InstantSource.system());
    IncomingRequest plain = Wire.incoming("GET", "/bkt/dir/a%26b");
    add("GetObject", codec, plain, view(SERVICE, Optional.empty(), Optional.empty()));
    add("GetObject, KMS", codec, plain, view(KMS, Optional.empty(), CHECKSUM));
    add(
        "GetObject, range and customer key",
        codec,
        plain,
        view(CUSTOMER, Optional.of(new ByteRange(5, 10)), Optional.empty()));
    add(
        "GetObject, overrides",
        codec,
        Wire.incoming(
            "GET",
            "/bkt/dir/a%26b?response-content-type=text%2Fcsv&response-expires=never"
                + "&response-cache-control=no-store&response-content-disposition=inline"
                + "&response-content-language=en&response-content-encoding=br"),
        view(SERVICE, Optional.empty(), Optional.empty()));
    add(
        "HeadObject, part 2 of 3",
        codec,
        Wire.incoming("HEAD", "/bkt/dir/a%26b?partNumber=2"),
        new ObjectView(
            object(),
            Versioning.UNVERSIONED,
            SERVICE,
            Optional.of(new ByteRange(40, 40)),
            CHECKSUM,
            OptionalInt.of(3),
            Optional.empty()));
    add(
        "GetObject, part 1 of nothing",
        codec,
        Wire.incoming("GET", "/bkt/dir/a%26b?partNumber=1"),
        view(SERVICE, Optional.of(new ByteRange(0, 0)), Optional.empty()));
  }

  private void copies() {
    IncomingRequest copy =
        Wire.incoming("PUT", "/bkt/dir/a%26b", words.header("copy-source"), "bkt/k");
    add(
        "CopyObject",
        new CopyObjectCodec(words, InstantSource.system()),
        copy,
        new CopyObject.Result(TAG, TIME, PLAIN, Optional.empty(), KMS, CHECKSUM, Optional.empty()));
    IncomingRequest part =
        Wire.incoming(
            "PUT", "/bkt/dir/a%26b?partNumber=1&uploadId=u", words.header("copy-source"), "bkt/k");
    add(
        "UploadPartCopy",
        new UploadPartCopyCodec(words, InstantSource.system()),
        part,
        new UploadPartCopy.Result(TAG, TIME, Optional.empty(), CUSTOMER, CHECKSUM));
  }

  private void uploads() {
    add(
        "CreateMultipartUpload",
        new CreateMultipartUploadCodec(words, InstantSource.system()),
        Wire.incoming("POST", "/bkt/dir/a%26b?uploads"),
        new CreateMultipartUpload.Result(
            new UploadId("u-1"),
            KMS,
            Optional.of(new ChecksumChoice(ChecksumAlgorithm.CRC32, ObjectChecksum.Type.COMPOSITE)),
            Optional.of(new Lifecycle.Expiry(TIME, "rule 1"))));
    add(
        "UploadPart",
        new UploadPartCodec(
            words,
            any -> {
              throw new AssertionError();
            }),
        Wire.incoming("PUT", "/bkt/dir/a%26b?partNumber=1&uploadId=u"),
        new UploadPart.Result(TAG, KMS, CHECKSUM));
    add(
        "AbortMultipartUpload",
        new AbortMultipartUploadCodec(),
        Wire.incoming("DELETE", "/bkt/dir/a%26b?uploadId=u"),
        Dialect.Empty.EMPTY);
  }

  private static ObjectView view(
      EncryptionEcho echo, Optional<ByteRange> range, Optional<ObjectChecksum> checksum) {
    return new ObjectView(
        object(),
        Versioning.UNVERSIONED,
        echo,
        range,
        checksum,
        OptionalInt.empty(),
        Optional.empty());
  }

  static ObjectVersion object() {
    ObjectMetadata metadata =
        new ObjectMetadata(
            Map.of("content-type", "text/plain", "cache-control", "max-age=1"),
            Map.of("colour", "blue", "name", "Zoë"),
            Optional.of("STANDARD_IA"),
            new VersionMarks(
                List.of(new Tag("a", "1"), new Tag("b", "")),
                new ObjectLock(
                    Optional.of(new Retention(Retention.Mode.COMPLIANCE, TIME)),
                    Optional.of(true))));
    return new ObjectVersion(
        new VersionRef(Targets.object(Wire.incoming("GET", "/bkt/dir/a%26b")), VersionId.NULL),
        new Content(123, TAG, TIME, null),
        new Sealing(SERVICE.description(), null, Optional.empty(), List.of()),
        metadata);
  }

  private <R> void add(String name, OperationCodec<?, R> codec, IncomingRequest request, R result) {
    WireResponse response = codec.render(request, result);
    text.append("# ").append(name).append('\n').append(response.status()).append('\n');
    response
        .headers()
        .forEach((field, value) -> text.append(field).append(": ").append(value).append('\n'));
    if (response.body().length > 0) {
      text.append(new String(response.body(), StandardCharsets.UTF_8)).append('\n');
    }
    text.append('\n');
  }
}
