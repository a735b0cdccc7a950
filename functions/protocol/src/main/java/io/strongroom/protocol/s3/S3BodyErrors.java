package io.strongroom.protocol.s3;

import io.strongroom.protocol.http.body.BodyRejected;
import io.strongroom.protocol.http.error.ErrorAnswer;

/**
 * What each {@link BodyRejected} is called in the S3 dialect.
 *
 * <p>Source: "Error responses", Amazon S3 API reference, and answers recorded from the service.
 */
final class S3BodyErrors {

  private S3BodyErrors() {}

  static ErrorAnswer answer(BodyRejected failure) {
    return switch (failure) {
      case BodyRejected.MissingContentLength _ ->
          ErrorAnswer.of(
              411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
      case BodyRejected.InvalidContentLength length ->
          S3RequestErrors.invalidArgument(
              "The value of the header is not a length.", length.header(), length.value());
      case BodyRejected.IncompleteBody incomplete ->
          invalid(
                  "IncompleteBody",
                  "You did not provide the number of bytes specified by the Content-Length HTTP"
                      + " header")
              .with("NumberBytesExpected", incomplete.declared())
              .with("NumberBytesProvided", incomplete.received());
      case BodyRejected.TooLarge large ->
          invalid("MaxMessageLengthExceeded", "Your request was too big.")
              .with("MaxMessageLengthBytes", large.limit());
      case BodyRejected.MalformedChunk chunk ->
          invalid("InvalidRequest", "The aws-chunked body is malformed: " + chunk.getMessage());
      case BodyRejected.MalformedTrailer _ ->
          invalid(
              "MalformedTrailerError",
              "The request contained trailing data that was not well-formed or did not conform to"
                  + " our published schema.");
      case BodyRejected.UnsupportedTrailer _ ->
          invalid(
              "InvalidRequest", "The value specified in the x-amz-trailer header is not supported");
      case BodyRejected.ContentSha256Mismatch mismatch ->
          invalid(
                  "XAmzContentSHA256Mismatch",
                  "The provided 'x-amz-content-sha256' header does not match what was computed.")
              .with("ClientComputedContentSHA256", mismatch.expected())
              .with("S3ComputedContentSHA256", mismatch.calculated());
      case BodyRejected.InvalidContentMd5 md5 ->
          invalid("InvalidDigest", "The Content-MD5 you specified was invalid.")
              .with("Content-MD5", md5.value());
      case BodyRejected.ContentMd5Mismatch mismatch ->
          invalid("BadDigest", "The Content-MD5 you specified did not match what we received.")
              .with("ExpectedDigest", mismatch.expected())
              .with("CalculatedDigest", mismatch.calculated());
      case BodyRejected.ChecksumMismatch mismatch ->
          invalid(
              "BadDigest",
              "The %s you specified did not match the calculated checksum."
                  .formatted(mismatch.algorithm().name()));
      case BodyRejected.InvalidChecksumValue value ->
          invalid(
              "InvalidRequest",
              "Value for %s %s is invalid."
                  .formatted(value.header(), value.trailing() ? "trailing header" : "header"));
      case BodyRejected.MultipleChecksums _ ->
          invalid(
              "InvalidRequest",
              "Expecting a single x-amz-checksum- header. Multiple checksum Types are not"
                  + " allowed.");
      case BodyRejected.MissingChecksum missing ->
          invalid(
              "InvalidRequest",
              missing.header()
                  + " specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers"
                  + " were found.");
      case BodyRejected.UnsupportedChecksum _ ->
          invalid(
              "InvalidRequest",
              "Checksum algorithm provided is unsupported. Please try again with any of the valid"
                  + " types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]");
    };
  }

  private static ErrorAnswer invalid(String code, String message) {
    return ErrorAnswer.of(400, code, message);
  }
}
