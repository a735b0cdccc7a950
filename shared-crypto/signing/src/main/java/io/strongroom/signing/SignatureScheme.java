package io.strongroom.signing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a request says who sent it: the scheme, and whether in a header or in the query. */
public enum SignatureScheme {
  /** {@code Authorization: AWS4-HMAC-SHA256 …}. */
  AWS_V4_HEADER,
  /** {@code ?X-Amz-Algorithm=AWS4-HMAC-SHA256&…}. */
  AWS_V4_QUERY,
  /** {@code Authorization: AWS ak:signature}. */
  AWS_V2_HEADER,
  /** {@code ?AWSAccessKeyId=…&Expires=…&Signature=…}. */
  AWS_V2_QUERY,
  /** {@code Authorization: OBS ak:signature}. */
  OBS_HEADER,
  /** {@code ?AccessKeyId=…&Expires=…&Signature=…}. */
  OBS_QUERY,
  /** {@code Authorization: SDK-HMAC-SHA256 …}. */
  SDK_HMAC_HEADER;

  /** Whether the signature is in the query: a presigned URL. */
  public boolean presigned() {
    return this == AWS_V4_QUERY || this == AWS_V2_QUERY || this == OBS_QUERY;
  }

  /**
   * Finds the scheme of a request; empty for an anonymous one.
   *
   * @throws SignatureException.UnsupportedAuthorizationType when the Authorization header names a
   *     scheme not in this list
   * @throws SignatureException.MultipleAuthentications when it has more than one
   */
  public static Optional<SignatureScheme> detect(SignableRequest request) {
    List<SignatureScheme> found = new ArrayList<>();
    request.headerValues("authorization").forEach(value -> found.add(ofHeader(value.strip())));
    ofQuery(request.query()).ifPresent(found::add);
    if (found.size() > 1) {
      throw new SignatureException.MultipleAuthentications();
    }
    return found.stream().findFirst();
  }

  private static SignatureScheme ofHeader(String authorization) {
    int space = authorization.indexOf(' ');
    String word = space < 0 ? authorization : authorization.substring(0, space);
    return switch (word) {
      case "AWS4-HMAC-SHA256" -> AWS_V4_HEADER;
      case "AWS" -> AWS_V2_HEADER;
      case "OBS" -> OBS_HEADER;
      case "SDK-HMAC-SHA256" -> SDK_HMAC_HEADER;
      default -> throw new SignatureException.UnsupportedAuthorizationType(word);
    };
  }

  private static Optional<SignatureScheme> ofQuery(RawQuery query) {
    if (query.has("X-Amz-Algorithm")
        || query.has("X-Amz-Credential")
        || query.has("X-Amz-Signature")) {
      return Optional.of(AWS_V4_QUERY);
    }
    if (query.has("AccessKeyId")) {
      return Optional.of(OBS_QUERY);
    }
    if (query.has("AWSAccessKeyId") || query.has("Signature")) {
      return Optional.of(AWS_V2_QUERY);
    }
    return Optional.empty();
  }
}
