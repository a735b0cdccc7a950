package io.strongroom.protocol.s3;

import io.strongroom.protocol.http.body.BodyRejected;
import io.strongroom.protocol.http.error.ErrorAnswer;

/**
 * What each {@link BodyRejected} is called in the S3 dialect.
 *
 * <p>Source: "Error responses", Amazon S3 API reference, and answers recorded from the service.
 */
final class S3BodyErrors {

  private static final String INVALID_REQUEST = "InvalidRequest";
  private static final String ONE_CHECKSUM =
      "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.";
  private static final String NO_CHECKSUM =
      " specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.";
  private static final String UNSUPPORTED_CHECKSUM =
      "Checksum algorithm provided is unsupported. Please try again with any of the valid types:"
          + " [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]";

  private S3BodyErrors() {}

  static ErrorAnswer answer(BodyRejected failure) {
    return switch (failure) {
      case BodyRejected.MissingContentLength _ ->
          ErrorAnswer.of(
              411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
      case BodyRejected.InvalidContentLength length ->
          ErrorAnswer.invalidArgument(
              "The value of the header is not a length.", length.header(), length.value());
      case BodyRejected.IncompleteBody incomplete -> incomplete(incomplete);
      case BodyRejected.TooLarge large ->
          invalid("MaxMessageLengthExceeded", "Your request was too big.")
              .with("MaxMessageLengthBytes", large.limit());
      case BodyRejected.MalformedChunk chunk ->
          invalid(INVALID_REQUEST, "The aws-chunked body is malformed: " + chunk.getMessage());
      case BodyRejected.MalformedTrailer _ -> malformedTrailer();
      case BodyRejected.UnsupportedTrailer _ ->
          invalid(
              INVALID_REQUEST, "The value specified in the x-amz-trailer header is not supported");
      case BodyRejected.ContentSha256Mismatch mismatch -> sha256(mismatch);
      case BodyRejected.InvalidContentMd5 md5 ->
          invalid("InvalidDigest", "The Content-MD5 you specified was invalid.")
              .with("Content-MD5", md5.value());
      case BodyRejected.ContentMd5Mismatch mismatch -> md5(mismatch);
      case BodyRejected.ChecksumMismatch mismatch ->
          invalid(
              "BadDigest",
              "The %s you specified did not match the calculated checksum."
                  .formatted(mismatch.algorithm().name()));
      case BodyRejected.InvalidChecksumValue value ->
          invalid(
              INVALID_REQUEST,
              "Value for %s %s is invalid."
                  .formatted(value.header(), value.trailing() ? "trailing header" : "header"));
      case BodyRejected.MultipleChecksums _ -> invalid(INVALID_REQUEST, ONE_CHECKSUM);
      case BodyRejected.MissingChecksum missing ->
          invalid(INVALID_REQUEST, missing.header() + NO_CHECKSUM);
      case BodyRejected.UnsupportedChecksum _ -> invalid(INVALID_REQUEST, UNSUPPORTED_CHECKSUM);
    };
  }

  private static ErrorAnswer incomplete(BodyRejected.IncompleteBody incomplete) {
    return invalid(
            "IncompleteBody",
            "You did not provide the number of bytes specified by the Content-Length HTTP header")
        .with("NumberBytesExpected", incomplete.declared())
        .with("NumberBytesProvided", incomplete.received());
  }

  private static ErrorAnswer malformedTrailer() {
    return invalid(
        "MalformedTrailerError",
        "The request contained trailing data that was not well-formed or did not conform to our"
            + " published schema.");
  }

  private static ErrorAnswer sha256(BodyRejected.ContentSha256Mismatch mismatch) {
    return invalid(
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.")
        .with("ClientComputedContentSHA256", mismatch.expected())
        .with("S3ComputedContentSHA256", mismatch.calculated());
  }

  private static ErrorAnswer md5(BodyRejected.ContentMd5Mismatch mismatch) {
    return invalid("BadDigest", "The Content-MD5 you specified did not match what we received.")
        .with("ExpectedDigest", mismatch.expected())
        .with("CalculatedDigest", mismatch.calculated());
  }

  private static ErrorAnswer invalid(String code, String message) {
    return ErrorAnswer.of(400, code, message);
  }
}
