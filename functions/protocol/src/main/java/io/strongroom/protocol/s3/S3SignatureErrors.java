package io.strongroom.protocol.s3;

import io.strongroom.protocol.http.WireRequest;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.error.SignatureErrors;
import io.strongroom.signing.SignatureException;
import io.strongroom.signing.SignatureScheme;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What each {@link SignatureException} is called in the S3 dialect. Nothing here is secret: the
 * string to sign is made of what the client sent.
 *
 * <p>Source: "Error responses", Amazon S3 API reference, and answers recorded from the service.
 */
final class S3SignatureErrors {

  private static final String CONTENT_SHA256 = "x-amz-content-sha256";
  private static final String AUTHORIZATION = "Authorization";
  private static final String KEY_ID = "AWSAccessKeyId";
  private static final String UNKNOWN_KEY =
      "The AWS Access Key Id you provided does not exist in our records.";
  private static final String ONE_MECHANISM =
      "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query"
          + " string parameter or the Authorization header should be specified";
  private static final String CONTENT_SHA256_VALUES =
      "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
          + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a"
          + " valid sha256 value.";
  private static final long MAX_SKEW_MILLIS = 900_000;

  private S3SignatureErrors() {}

  static ErrorAnswer answer(WireRequest request, SignatureException failure) {
    return switch (failure) {
      case SignatureException.MissingAuthentication _ -> SignatureErrors.denied("Access Denied");
      case SignatureException.MultipleAuthentications _ ->
          ErrorAnswer.invalidArgument(ONE_MECHANISM, AUTHORIZATION, "");
      case SignatureException.UnsupportedAuthorizationType type ->
          ErrorAnswer.invalidArgument(
              "Unsupported Authorization Type", AUTHORIZATION, type.scheme());
      case SignatureException.MalformedAuthorization malformed ->
          malformedHeader(malformed.getMessage());
      case SignatureException.MalformedQueryAuthorization malformed ->
          malformedQuery(String.valueOf(malformed.getMessage()));
      case SignatureException.MissingQueryParameters missing -> missing(missing.scheme());
      case SignatureException.InvalidDate _ ->
          SignatureErrors.denied("AWS authentication requires a valid Date or x-amz-date header");
      case SignatureException.MissingContentSha256 _ ->
          ErrorAnswer.invalid(
              "InvalidRequest", "Missing required header for this request: " + CONTENT_SHA256);
      case SignatureException.InvalidContentSha256 invalid ->
          ErrorAnswer.invalidArgument(CONTENT_SHA256_VALUES, CONTENT_SHA256, invalid.value());
      case SignatureException.UnknownAccessKey unknown ->
          SignatureErrors.unknown(unknown, UNKNOWN_KEY, KEY_ID);
      case SignatureException.WrongScope scope -> wrongScope(request, scope);
      case SignatureException.TooSkewed skewed ->
          SignatureErrors.skewed(skewed).with("MaxAllowedSkewMilliseconds", MAX_SKEW_MILLIS);
      case SignatureException.NotYetValid early ->
          SignatureErrors.denied("Request is not yet valid")
              .with("RequestTime", early.requestTime().toString())
              .with("ServerTime", early.serverTime().toString());
      case SignatureException.RequestExpired expired -> expired(expired);
      case SignatureException.HeadersNotSigned unsigned -> SignatureErrors.unsigned(unsigned);
      case SignatureException.SignatureMismatch mismatch -> mismatch(mismatch);
    };
  }

  private static ErrorAnswer expired(SignatureException.RequestExpired expired) {
    return SignatureErrors.denied("Request has expired")
        .withIfPresent("X-Amz-Expires", expired.lifetime())
        .with("Expires", expired.expires().toString())
        .with("ServerTime", expired.serverTime().toString());
  }

  private static ErrorAnswer mismatch(SignatureException.SignatureMismatch mismatch) {
    return SignatureErrors.mismatch(mismatch, KEY_ID)
        .with("StringToSignBytes", bytes(mismatch.stringToSign()))
        .withIfPresent("CanonicalRequest", mismatch.canonicalRequest())
        .withIfPresent("CanonicalRequestBytes", bytes(mismatch.canonicalRequest()));
  }

  /** So that a client sees what it signed otherwise, where a text alone would look the same. */
  private static String bytes(String text) {
    return HexFormat.ofDelimiter(" ").formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ErrorAnswer missing(SignatureScheme scheme) {
    return switch (scheme) {
      case AWS_V4_QUERY, AWS_V4_HEADER, SDK_HMAC_HEADER ->
          malformedQuery(
              "Query-string authentication version 4 requires the X-Amz-Algorithm,"
                  + " X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and"
                  + " X-Amz-Expires parameters.");
      case AWS_V2_QUERY, AWS_V2_HEADER ->
          SignatureErrors.denied(
              "Query-string authentication requires the Signature, Expires and AWSAccessKeyId"
                  + " parameters");
      case OBS_QUERY, OBS_HEADER ->
          SignatureErrors.denied(
              "Query-string authentication requires the Signature, Expires and AccessKeyId"
                  + " parameters");
    };
  }

  private static ErrorAnswer wrongScope(WireRequest request, SignatureException.WrongScope scope) {
    boolean presigned = request.rawQuery().contains("X-Amz-Credential=");
    String detail =
        switch (scope.part()) {
          case REGION ->
              "the region '%s' is wrong; expecting '%s'".formatted(scope.given(), scope.expected());
          case SERVICE ->
              "incorrect service \"%s\". This endpoint belongs to \"%s\"."
                  .formatted(scope.given(), scope.expected());
          case DATE ->
              "invalid credential date \"%s\". This date is not the same as X-Amz-Date: \"%s\"."
                  .formatted(scope.given(), scope.expected());
        };
    ErrorAnswer answer =
        presigned
            ? malformedQuery("Error parsing the X-Amz-Credential parameter; " + detail)
            : malformedHeader(detail);
    return scope.part() == SignatureException.WrongScope.Part.REGION
        ? answer.with("Region", scope.expected())
        : answer;
  }

  private static ErrorAnswer malformedHeader(@Nullable String detail) {
    return ErrorAnswer.of(
        400, "AuthorizationHeaderMalformed", "The authorization header is malformed; " + detail);
  }

  private static ErrorAnswer malformedQuery(String message) {
    return ErrorAnswer.of(400, "AuthorizationQueryParametersError", message);
  }
}
