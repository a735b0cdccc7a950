package io.strongroom.domain.operation;

import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.ChecksumVault;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Content;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectPart;
import io.strongroom.domain.record.SealedManifest;
import io.strongroom.domain.record.Sealing;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The record of a completed upload, and its checksum in the clear for the answer. */
record AssembledObject(NewObject object, Optional<ObjectChecksum> checksum) {

  static AssembledObject of(
      Upload upload,
      List<StoredPart> parts,
      CompleteMultipartUpload.Command command,
      MetadataKey metadataKey,
      Instant now) {
    PartManifest manifest =
        new PartManifest(
            upload.keys().object().suite(),
            parts.stream()
                .map(
                    part ->
                        new PartManifest.Part(
                            part.number(), part.blobId(), part.size(), part.commitment()))
                .toList());
    requireSize(command, manifest.plaintextLength());
    Optional<ObjectChecksum> checksum = WholeChecksum.ofWhole(upload, parts, command, metadataKey);
    Content content =
        new Content(
            manifest.plaintextLength(),
            tag(parts),
            now.truncatedTo(ChronoUnit.MILLIS),
            SealedManifest.of(manifest.encode(metadataKey)));
    Sealing sealing =
        new Sealing(
            upload.encryption(),
            upload.keys().object(),
            checksum.map(sum -> ChecksumVault.store(sum, upload.encryption(), metadataKey)),
            parts.stream()
                .map(part -> new ObjectPart(part.number(), part.size(), part.checksum()))
                .toList());
    return new AssembledObject(
        new NewObject(upload.ref(), content, sealing, upload.metadata()), checksum);
  }

  /** S3: an upload that was created without an algorithm keeps to itself what is sealed. */
  Optional<ObjectChecksum> shownChecksum(Upload upload) {
    return checksum.filter(known -> upload.showsChecksum());
  }

  private static ETag tag(List<StoredPart> parts) {
    return etag(parts.stream().map(part -> part.etag().value()).toList())
        .orElseThrow(() -> new IllegalStateException("entity tags of parts are digests"));
  }

  /**
   * S3: MD5 of the binary entity tags of the parts, and their number; opaque tags included. Empty
   * when one of them is none.
   */
  static Optional<ETag> etag(List<String> parts) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      parts.forEach(part -> md5.update(HexFormat.of().parseHex(part)));
      return Optional.of(new ETag(HexFormat.of().formatHex(md5.digest()) + "-" + parts.size()));
    } catch (IllegalArgumentException noDigest) {
      return Optional.empty();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has MD5", impossible);
    }
  }

  private static void requireSize(CompleteMultipartUpload.Command command, long size) {
    command
        .expectation()
        .size()
        .ifPresent(
            expected -> {
              if (expected != size) {
                throw new ObjectStoreException(new RequestError.UploadSizeMismatch(expected, size));
              }
            });
  }
}
