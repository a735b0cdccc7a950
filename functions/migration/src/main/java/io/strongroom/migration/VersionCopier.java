package io.strongroom.migration;

import static io.strongroom.migration.CopyEnds.sha256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Copies one version: its bytes go from one connection to the other, and are read back and compared
 * by their SHA-256. Holds no more of them than a buffer. Thread-safe.
 */
record VersionCopier(CopyEnds ends, OpenUploads uploads) {

  /**
   * What went to the destination.
   *
   * @param id of the copy's version; empty where there are no versions
   * @param digest SHA-256, in hex, of the bytes that the source gave
   */
  record Sent(String id, String digest) {}

  /** The copy was not what was sent. */
  static final class CopyDiffers extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CopyDiffers(String message) {
      super(message);
    }
  }

  /**
   * Copies it on top of what is there.
   *
   * @throws SdkException if one of the stores refuses or is away; it may have been written then
   * @throws CopyDiffers if it cannot be read back as it was sent
   */
  void copy(SourceVersion version) {
    Sent sent =
        version.size() > PartCopier.PART_BYTES
            ? new PartCopier(ends, uploads).copy(version)
            : whole(version);
    if (!sent.digest().equals(ends.copyDigest(version.key(), sent.id()))) {
      throw new CopyDiffers(
          "what was read back is not what was sent; the copy " + removed(version.key(), sent.id()));
    }
  }

  /** Whether both sides have the same bytes. */
  boolean isSame(SourceVersion version, String copy) {
    return ends.sourceDigest(version).equals(ends.copyDigest(version.key(), copy));
  }

  private Sent whole(SourceVersion version) {
    MessageDigest digest = sha256();
    try (ResponseInputStream<GetObjectResponse> in =
        ends.from()
            .getObject(
                ends.source(version).andThen(get -> get.checksumMode(ChecksumMode.ENABLED)))) {
      CarriedHeaders headers = ends.carried(version, in.response());
      String id =
          ends.writing()
              .putObject(
                  put -> headers.onto(put.bucket(ends.toBucket()).key(version.key())),
                  CopyEnds.body(in, in.response().contentLength(), digest))
              .versionId();
      return new Sent(id == null ? "" : id, CopyEnds.text(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String removed(String key, String id) {
    try {
      ends.writing()
          .deleteObject(
              delete -> {
                delete.bucket(ends.toBucket()).key(key);
                if (!id.isEmpty()) {
                  delete.versionId(id);
                }
              });
      return "was removed";
    } catch (SdkException e) {
      return "could not be removed";
    }
  }
}
