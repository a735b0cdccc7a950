package io.strongroom.signing.v4;

import io.strongroom.signing.SignatureException.InvalidContentSha256;
import io.strongroom.signing.internal.Hashing;

/** The forms of {@code x-amz-content-sha256}. */
enum ContentSha256 {
  HASH,
  UNSIGNED_PAYLOAD,
  SIGNED_CHUNKS,
  SIGNED_CHUNKS_WITH_TRAILER,
  UNSIGNED_CHUNKS_WITH_TRAILER;

  static final String HEADER = "x-amz-content-sha256";
  static final String UNSIGNED = "UNSIGNED-PAYLOAD";
  static final String STREAMING = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
  static final String STREAMING_TRAILER = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
  static final String STREAMING_UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

  /**
   * Reads a header value.
   *
   * @throws InvalidContentSha256 when it is none of the forms, the ECDSA ones included
   */
  static ContentSha256 parse(String value) {
    return switch (value) {
      case UNSIGNED -> UNSIGNED_PAYLOAD;
      case STREAMING -> SIGNED_CHUNKS;
      case STREAMING_TRAILER -> SIGNED_CHUNKS_WITH_TRAILER;
      case STREAMING_UNSIGNED_TRAILER -> UNSIGNED_CHUNKS_WITH_TRAILER;
      default -> {
        if (!Hashing.isSha256Hex(value)) {
          throw new InvalidContentSha256(value);
        }
        yield HASH;
      }
    };
  }
}
