package io.strongroom.signing.v4;

import io.strongroom.signing.RawQuery;
import io.strongroom.signing.SignableRequest;
import io.strongroom.signing.SignatureException.InvalidContentSha256;
import io.strongroom.signing.SignatureException.MissingContentSha256;
import io.strongroom.signing.internal.Hashing;
import java.util.List;
import java.util.stream.Stream;

/** The forms of {@code x-amz-content-sha256}. */
enum ContentSha256 {
  HASH,
  UNSIGNED_PAYLOAD,
  SIGNED_CHUNKS,
  SIGNED_CHUNKS_WITH_TRAILER,
  UNSIGNED_CHUNKS_WITH_TRAILER;

  static final String HEADER = "x-amz-content-sha256";
  static final String PARAMETER = "X-Amz-Content-Sha256";
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

  /**
   * What the signer said of the body: in the header form the header, which is part of the canonical
   * request.
   *
   * @throws MissingContentSha256 when the header form has no header
   * @throws InvalidContentSha256 when a presigned URL says it twice
   */
  static String signed(SignableRequest request, SignatureClaim claim) {
    return claim.scheme().presigned()
        ? presigned(request, claim.signedHeaders())
        : request.header(HEADER).orElseThrow(MissingContentSha256::new);
  }

  /** In a presigned URL: the header if it is signed, else the parameter, else nothing. */
  static String presigned(SignableRequest request, List<String> signedHeaders) {
    List<String> said =
        Stream.concat(
                request.header(HEADER).filter(value -> signedHeaders.contains(HEADER)).stream(),
                // Whatever its case: every parameter is signed, so none may be passed over.
                request.query().parameters().stream()
                    .filter(parameter -> parameter.name().equalsIgnoreCase(PARAMETER))
                    .map(RawQuery.Parameter::value))
            .distinct()
            .toList();
    if (said.size() > 1) {
      throw new InvalidContentSha256(String.join(",", said));
    }
    return said.isEmpty() ? UNSIGNED : said.getFirst();
  }
}
