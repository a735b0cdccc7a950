package io.strongroom.domain.testing;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.CustomerKeyWrap;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.KmsWrap;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.StreamCommitment;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.DataCipher;
import io.strongroom.domain.encryption.ETagSource;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Content;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectLock;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.ObjectPart;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Retention;
import io.strongroom.domain.record.SealedManifest;
import io.strongroom.domain.record.Sealing;
import io.strongroom.domain.record.StoredChecksum;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadKeys;
import io.strongroom.domain.record.VersionMarks;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Records that differ where a test wants them to, and are plausible everywhere else. */
public final class Records {

  public static final Instant TIME = Instant.parse("2026-11-22T10:11:12.345Z");

  private Records() {}

  /** A name nobody else has. */
  public static BucketName bucketName() {
    return new BucketName("b-" + UUID.randomUUID());
  }

  public static Bucket bucket(BucketName name) {
    return new Bucket(
        name, AccountId.of("000000000000"), Region.of("us-east-1"), TIME, Optional.empty());
  }

  public static ObjectRef ref(BucketName bucket, String key) {
    return new ObjectRef(bucket, new ObjectKey(key));
  }

  /** An object in one piece, or of several parts, without a checksum. */
  public static NewObject object(ObjectRef ref, UUID... blobs) {
    return object(ref, envelope("key-1"), blobs);
  }

  public static NewObject object(ObjectRef ref, Envelope envelope, UUID... blobs) {
    return with(
        ref,
        envelope,
        manifest(blobs),
        10L * blobs.length,
        new ETag(blobs[0].toString().replace("-", "")));
  }

  /** An object whose manifest may be anything. */
  public static NewObject withManifest(ObjectRef ref, Envelope envelope, SealedManifest manifest) {
    return with(ref, envelope, manifest, 10, new ETag("0123456789abcdef0123456789abcdef"));
  }

  private static NewObject with(
      ObjectRef ref, Envelope envelope, SealedManifest manifest, long size, ETag etag) {
    return new NewObject(
        ref,
        new Content(size, etag, TIME, manifest),
        new Sealing(
            new EncryptionDescription.ServiceManaged(), envelope, Optional.empty(), List.of()),
        ObjectMetadata.none());
  }

  /** As it is stored in a bucket without versions. */
  public static ObjectVersion stored(NewObject object) {
    return object.as(VersionId.NULL);
  }

  /** An object with something in every field. */
  public static NewObject fullObject(ObjectRef ref) {
    UUID[] blobs = {UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()};
    return new NewObject(
        ref,
        new Content(
            5_497_558_138_880L,
            new ETag("0123456789abcdef0123456789abcdef-3"),
            TIME,
            manifest(blobs)),
        new Sealing(
            kms("arn:aws:kms:us-east-1:000000000000:key/1"),
            envelope("arn:aws:kms:us-east-1:000000000000:key/1"),
            Optional.of(sealedChecksum()),
            List.of(
                new ObjectPart(1, 5_000_000_000L, Optional.of(clearChecksum())),
                new ObjectPart(2, 8, Optional.of(sealedChecksum())),
                new ObjectPart(10_000, 0, Optional.empty()))),
        new ObjectMetadata(
            Map.of("content-type", "text/plain", "cache-control", "a \"quoted\" value\\"),
            Map.of("colour", "grün", "empty", "", "emoji", "\uD83D\uDD11"),
            Optional.of("STANDARD_IA"),
            new VersionMarks(
                List.of(new Tag("b", "größe \"5\""), new Tag("a", "")), ObjectLock.none())));
  }

  public static EncryptionDescription.KmsManaged kms(String keyId) {
    return new EncryptionDescription.KmsManaged(
        KmsKeyId.of(keyId),
        new EncryptionContext(Map.of("purpose", "tests", "größe", "\"5\"")),
        true,
        DataCipher.SM4);
  }

  public static StoredChecksum clearChecksum() {
    return new StoredChecksum.Clear(
        new ObjectChecksum(
            ChecksumAlgorithm.CRC64NVME, ObjectChecksum.Type.FULL_OBJECT, "AAAAAAAAAAA="));
  }

  public static StoredChecksum sealedChecksum() {
    return new StoredChecksum.Sealed(WrappedKey.of(new byte[] {0, 1, -1, 127}));
  }

  /** Under a KMS key; the wrapped key differs at every call. */
  public static Envelope envelope(String keyId) {
    byte[] wrapped = UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return new Envelope(
        Suite.SM4_GCM,
        new KmsWrap(
            KmsKeyId.of(keyId), WrappedKey.of(wrapped), new EncryptionContext(Map.of("a", "b"))));
  }

  public static Envelope customerEnvelope() {
    return new Envelope(
        Suite.AES_256_GCM, new CustomerKeyWrap(WrappedKey.of(new byte[] {1, 2, 3})));
  }

  public static SealedManifest manifest(UUID... blobs) {
    List<PartManifest.Part> parts = new ArrayList<>();
    for (UUID blob : blobs) {
      parts.add(new PartManifest.Part(parts.size() + 1, blob, 10, commitment(blob)));
    }
    try (DataKey key = DataKey.generate(Suite.AES_256_GCM);
        MetadataKey metadataKey = MetadataKey.of(key)) {
      return SealedManifest.of(new PartManifest(Suite.AES_256_GCM, parts).encode(metadataKey));
    }
  }

  private static StreamCommitment commitment(UUID blob) {
    byte[] bytes = new byte[StreamCommitment.BYTES];
    Arrays.fill(bytes, (byte) 7);
    ByteBuffer.wrap(bytes)
        .putLong(blob.getMostSignificantBits())
        .putLong(blob.getLeastSignificantBits());
    return StreamCommitment.of(bytes);
  }

  public static Upload upload(ObjectRef ref, String uploadId, Instant initiatedAt) {
    return upload(ref, new UploadId(uploadId), initiatedAt);
  }

  public static Upload upload(ObjectRef ref, UploadId uploadId, Instant initiatedAt) {
    return new Upload(
        uploadId,
        ref,
        new Upload.Initiation(initiatedAt, AccountId.of("000000000000")),
        new ObjectMetadata(
            Map.of("content-type", "image/png"),
            Map.of(),
            Optional.empty(),
            new VersionMarks(
                List.of(new Tag("a", "1")),
                new ObjectLock(
                    Optional.of(new Retention(Retention.Mode.COMPLIANCE, TIME)),
                    Optional.of(false)))),
        new WriteRules.PartRules(ETagSource.SEALED_MD5, 100L << 10, Optional.empty()),
        new EncryptionDescription.CustomerProvided(),
        uploadKeys(customerEnvelope()),
        Optional.empty());
  }

  public static UploadKeys uploadKeys(Envelope object) {
    return new UploadKeys(
        object,
        envelope("parts"),
        new UploadKeys.ServiceWrap(
            KmsKeyId.of("service-key"),
            WrappedKey.of(new byte[] {4}),
            WrappedKey.of(new byte[] {5, 6})));
  }

  public static StoredPart part(int number, UUID blob) {
    return new StoredPart(
        number,
        blob,
        10,
        commitment(blob),
        new ETag(blob.toString().replace("-", "")),
        number % 2 == 0 ? Optional.of(clearChecksum()) : Optional.of(sealedChecksum()),
        TIME);
  }
}
