package io.strongroom.migration;

import static io.strongroom.migration.CopyEnds.sha256;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** Copies a large version part by part; a part that fails is sent again. Thread-safe. */
record PartCopier(CopyEnds ends, OpenUploads uploads) {

  /** The smallest part but the last one. */
  static final long PART_BYTES = 64L << 20;

  private static final int MOST_PARTS = 10_000;
  private static final int ATTEMPTS = 4;

  /** One of the parts: which bytes of the version. */
  private record Stretch(int number, long from, long length) {
    String range() {
      return "bytes=" + from + "-" + (from + length - 1);
    }
  }

  /** Where the parts go. */
  private record Target(SourceVersion version, String upload, List<CompletedPart> parts) {}

  /** Copies it on top of what is there. */
  VersionCopier.Sent copy(SourceVersion version) {
    Target target = new Target(version, begin(version), new ArrayList<>());
    try {
      long size = Math.max(PART_BYTES, (version.size() + MOST_PARTS - 1) / MOST_PARTS);
      MessageDigest digest = sha256();
      for (long at = 0; at < version.size(); at += size) {
        int number = target.parts().size() + 1;
        digest = send(target, new Stretch(number, at, Math.min(size, version.size() - at)), digest);
      }
      return new VersionCopier.Sent(complete(target), CopyEnds.text(digest));
    } catch (SdkException | UncheckedIOException e) {
      abort(target);
      throw e;
    }
  }

  private String begin(SourceVersion version) {
    GetObjectResponse head;
    try (ResponseInputStream<GetObjectResponse> first =
        ends.from().getObject(ends.source(version).andThen(get -> get.range("bytes=0-0")))) {
      head = first.response();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    CarriedHeaders headers = ends.carried(version, head);
    String upload =
        ends.writing()
            .createMultipartUpload(
                create -> headers.onto(create.bucket(ends.toBucket()).key(version.key())))
            .uploadId();
    uploads.begun(version.key(), upload);
    return upload;
  }

  /** The digest of all bytes up to the end of this part. */
  private MessageDigest send(Target target, Stretch stretch, MessageDigest before) {
    for (int attempt = 1; ; attempt++) {
      MessageDigest digest = cloned(before);
      try {
        target.parts().add(sent(target, stretch, digest));
        return digest;
      } catch (SdkException | UncheckedIOException e) {
        if (attempt == ATTEMPTS || !CopyPatience.isWorthAnother(e)) {
          throw e;
        }
        CopyPatience.rest(attempt);
      }
    }
  }

  private CompletedPart sent(Target target, Stretch stretch, MessageDigest digest) {
    SourceVersion version = target.version();
    try (ResponseInputStream<GetObjectResponse> in =
        ends.from().getObject(ends.source(version).andThen(get -> get.range(stretch.range())))) {
      String tag =
          ends.writing()
              .uploadPart(
                  put ->
                      put.bucket(ends.toBucket())
                          .key(version.key())
                          .uploadId(target.upload())
                          .partNumber(stretch.number()),
                  CopyEnds.body(in, stretch.length(), digest))
              .eTag();
      return CompletedPart.builder().partNumber(stretch.number()).eTag(tag).build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String complete(Target target) {
    String id =
        ends.writing()
            .completeMultipartUpload(
                complete ->
                    complete
                        .bucket(ends.toBucket())
                        .key(target.version().key())
                        .uploadId(target.upload())
                        .multipartUpload(all -> all.parts(target.parts())))
            .versionId();
    return id == null ? "" : id;
  }

  private void abort(Target target) {
    try {
      ends.writing()
          .abortMultipartUpload(
              abort ->
                  abort
                      .bucket(ends.toBucket())
                      .key(target.version().key())
                      .uploadId(target.upload()));
    } catch (SdkException e) {
      // The file of uploads has it: the next copy ends it.
      return;
    }
  }

  private static MessageDigest cloned(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's SHA-256 can be cloned", e);
    }
  }
}
