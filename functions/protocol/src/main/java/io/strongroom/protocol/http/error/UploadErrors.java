package io.strongroom.protocol.http.error;

import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.CopyError;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.RequestError.AboutUpload;
import io.strongroom.protocol.http.Vocabulary;
import java.util.Locale;
import java.util.OptionalInt;

/** What errors about uploads and copies are called. */
final class UploadErrors {

  private static final String INVALID_REQUEST = "InvalidRequest";

  private UploadErrors() {}

  static ErrorAnswer answer(AboutUpload error) {
    return switch (error) {
      case RequestError.NoSuchUpload(var upload) -> noSuchUpload(upload);
      case RequestError.InvalidUploadMarker(var given) ->
          ErrorAnswer.invalidArgument("Invalid uploadId marker", "upload-id-marker", given);
      case RequestError.EntityTooLarge(var limit) ->
          ErrorAnswer.invalid(
                  "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size")
              .with("MaxSizeAllowed", limit);
      case RequestError.EntityTooSmall small -> tooSmall(small);
      case RequestError.NoParts() ->
          ErrorAnswer.invalid(INVALID_REQUEST, "You must specify at least one part");
      case RequestError.InvalidPart part -> invalidPart(part);
      case RequestError.InvalidPartOrder(var upload) ->
          ErrorAnswer.invalid(
                  "InvalidPartOrder",
                  "The list of parts was not in ascending order. Parts must be ordered by part"
                      + " number.")
              .with("UploadId", upload.value());
      case RequestError.BadChecksum(var algorithm, var part) -> badChecksum(algorithm, part);
      case RequestError.ChecksumAlgorithmMismatch(var expected, var given) ->
          mismatch(lowerCase(expected), lowerCase(given));
      case RequestError.ChecksumModeMismatch(var expected) ->
          ErrorAnswer.invalid(
              INVALID_REQUEST,
              "The upload was created using the %s checksum mode. The complete request must use the"
                      .formatted(expected.map(Enum::name).orElse("null"))
                  + " same checksum mode.");
      case RequestError.PartChecksumMissing(var algorithm, var part) ->
          ErrorAnswer.invalid(
              INVALID_REQUEST,
              "The upload was created using a %s checksum. The complete request must include the"
                      .formatted(lowerCase(algorithm))
                  + " checksum for each part. It was missing for part %d in the request."
                      .formatted(part));
      case RequestError.UploadSizeMismatch(var stated, var computed) ->
          sizeMismatch(stated, computed);
    };
  }

  private static ErrorAnswer sizeMismatch(long stated, long computed) {
    return ErrorAnswer.invalid(
        INVALID_REQUEST,
        "The stated size of the object %d does not match what was computed: %d"
            .formatted(stated, computed));
  }

  private static ErrorAnswer mismatch(String expected, String given) {
    return ErrorAnswer.invalid(
        INVALID_REQUEST,
        "Checksum Type mismatch occurred, expected checksum Type: %s, actual checksum Type: %s"
            .formatted(expected, given));
  }

  static ErrorAnswer answer(CopyError error, Vocabulary words) {
    return switch (error) {
      case CopyError.InvalidCopyRange(var range, var size) ->
          invalidCopyRange(range, size, words.header("copy-source-range"));
      case CopyError.SourceTooLarge(var limit) ->
          ErrorAnswer.invalid(
              INVALID_REQUEST,
              "The specified copy source is larger than the maximum allowable size for a copy"
                  + " source: "
                  + limit);
      case CopyError.SourceIsDeleteMarker() ->
          ErrorAnswer.invalid(
              INVALID_REQUEST,
              "The source of a copy request may not specifically refer to a delete marker by"
                  + " version id.");
      case CopyError.IllegalSelfCopy() ->
          ErrorAnswer.invalid(
              INVALID_REQUEST,
              "This copy request is illegal because it is trying to copy an object to itself"
                  + " without changing the object's metadata, storage class, website redirect"
                  + " location or encryption attributes.");
    };
  }

  private static ErrorAnswer noSuchUpload(String upload) {
    return ErrorAnswer.of(
            404,
            "NoSuchUpload",
            "The specified upload does not exist. The upload ID may be invalid, or the upload may"
                + " have been aborted or completed.")
        .with("UploadId", upload);
  }

  private static ErrorAnswer tooSmall(RequestError.EntityTooSmall small) {
    return ErrorAnswer.invalid(
            "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size")
        .with("ProposedSize", small.size())
        .with("MinSizeAllowed", small.minimum())
        .with("PartNumber", small.partNumber())
        .with("ETag", small.etag().value());
  }

  private static ErrorAnswer invalidPart(RequestError.InvalidPart part) {
    return ErrorAnswer.invalid(
            "InvalidPart",
            "One or more of the specified parts could not be found.  The part may not have been"
                + " uploaded, or the specified entity tag may not match the part's entity tag.")
        .with("UploadId", part.uploadId().value())
        .with("PartNumber", part.partNumber())
        .with("ETag", part.etag());
  }

  private static ErrorAnswer badChecksum(ChecksumAlgorithm algorithm, OptionalInt part) {
    String name = lowerCase(algorithm);
    return ErrorAnswer.invalid(
        "BadDigest",
        part.isPresent()
            ? "The %s you specified for part %d did not match what we received."
                .formatted(name, part.getAsInt())
            : "The %s you specified did not match the calculated checksum.".formatted(name));
  }

  private static ErrorAnswer invalidCopyRange(ByteRange range, long size, String header) {
    return range.first() >= size
        ? ErrorAnswer.invalid(
            INVALID_REQUEST, "The specified copy range is invalid for the source object size")
        : ErrorAnswer.invalidArgument(
            "Range specified is not valid for source object of size: " + size,
            header,
            "bytes=%d-%d".formatted(range.first(), range.last()));
  }

  private static String lowerCase(ChecksumAlgorithm algorithm) {
    return algorithm.name().toLowerCase(Locale.ROOT);
  }
}
