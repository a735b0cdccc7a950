package io.strongroom.protocol.obs;

import io.strongroom.protocol.http.body.BodyRejected;
import io.strongroom.protocol.http.error.ErrorAnswer;

/**
 * What each {@link BodyRejected} is called in the OBS dialect, which has neither checksum headers
 * nor a framing of its own.
 *
 * <p>Source: "Error codes", OBS API reference.
 */
final class ObsBodyErrors {

  private ObsBodyErrors() {}

  static ErrorAnswer answer(BodyRejected failure) {
    return switch (failure) {
      case BodyRejected.MissingContentLength _ ->
          ErrorAnswer.of(
              411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
      case BodyRejected.InvalidContentLength length ->
          ErrorAnswer.invalidArgument(
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
      case BodyRejected.InvalidContentMd5 md5 ->
          invalid("InvalidDigest", "The Content-MD5 you specified was invalid.")
              .with("Content-MD5", md5.value());
      case BodyRejected.ContentMd5Mismatch mismatch ->
          invalid("BadDigest", "The Content-MD5 you specified did not match what we received.")
              .with("ExpectedDigest", mismatch.expected())
              .with("CalculatedDigest", mismatch.calculated());
      case BodyRejected.ContentSha256Mismatch _, BodyRejected.ChecksumMismatch _ ->
          invalid("BadDigest", "The digest you specified did not match what we received.");
      case BodyRejected.MalformedChunk _,
          BodyRejected.MalformedTrailer _,
          BodyRejected.UnsupportedTrailer _,
          BodyRejected.InvalidChecksumValue _,
          BodyRejected.MultipleChecksums _,
          BodyRejected.MissingChecksum _,
          BodyRejected.UnsupportedChecksum _ ->
          invalid("InvalidRequest", "The framing of the body is not valid.");
    };
  }

  private static ErrorAnswer invalid(String code, String message) {
    return ErrorAnswer.of(400, code, message);
  }
}
