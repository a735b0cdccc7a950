package io.strongroom.protocol.obs;

import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.signing.SignatureException;

/**
 * What each {@link SignatureException} is called in the OBS dialect. Nothing here is secret: the
 * string to sign is made of what the client sent, and OBS SDKs print it beside their own.
 *
 * <p>Source: "Error codes", OBS API reference.
 */
final class ObsSignatureErrors {

  private static final String AUTHORIZATION = "Authorization";

  private ObsSignatureErrors() {}

  static ErrorAnswer answer(SignatureException failure) {
    return switch (failure) {
      case SignatureException.MissingAuthentication _ -> denied("Access Denied");
      case SignatureException.MultipleAuthentications _ ->
          invalidAuthorization("Only one auth mechanism allowed", "");
      // OBS: the SDKs look for exactly this text before they try another scheme.
      case SignatureException.UnsupportedAuthorizationType type ->
          invalidAuthorization("Unsupported Authorization Type", type.scheme());
      case SignatureException.MalformedAuthorization malformed ->
          invalidAuthorization(String.valueOf(malformed.getMessage()), "");
      case SignatureException.MalformedQueryAuthorization malformed ->
          invalidAuthorization(String.valueOf(malformed.getMessage()), "");
      case SignatureException.WrongScope scope ->
          invalidAuthorization("The credential scope is not for this service", scope.given());
      case SignatureException.MissingQueryParameters _ ->
          denied(
              "Query-string authentication requires the Signature, Expires and AccessKeyId"
                  + " parameters");
      case SignatureException.InvalidDate _ ->
          denied("Authentication requires a valid Date or x-obs-date header");
      case SignatureException.MissingContentSha256 _ ->
          ErrorAnswer.of(400, "InvalidRequest", "The hash of the content is missing.");
      case SignatureException.InvalidContentSha256 _ ->
          ErrorAnswer.of(400, "InvalidRequest", "The hash of the content is not valid.");
      case SignatureException.UnknownAccessKey unknown -> unknown(unknown.accessKeyId());
      case SignatureException.TooSkewed skewed -> skewed(skewed);
      case SignatureException.NotYetValid early ->
          denied("Request is not yet valid").with("ServerTime", early.serverTime().toString());
      case SignatureException.RequestExpired expired ->
          denied("Request has expired")
              .with("Expires", expired.expires().toString())
              .with("ServerTime", expired.serverTime().toString());
      case SignatureException.HeadersNotSigned unsigned ->
          denied("There were headers present in the request which were not signed")
              .with("HeadersNotSigned", String.join(", ", unsigned.names()));
      case SignatureException.SignatureMismatch mismatch -> mismatch(mismatch);
    };
  }

  private static ErrorAnswer unknown(String accessKeyId) {
    return ErrorAnswer.of(
            403,
            "InvalidAccessKeyId",
            "The access key id you provided does not exist in our records.")
        .with("AccessKeyId", accessKeyId);
  }

  private static ErrorAnswer skewed(SignatureException.TooSkewed skewed) {
    return ErrorAnswer.of(
            403,
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.")
        .with("RequestTime", skewed.requestTime().toString())
        .with("ServerTime", skewed.serverTime().toString());
  }

  private static ErrorAnswer mismatch(SignatureException.SignatureMismatch mismatch) {
    return ErrorAnswer.of(
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided."
                + " Check your key and signing method.")
        .withIfPresent("AccessKeyId", mismatch.accessKeyId())
        .with("StringToSign", mismatch.stringToSign())
        .with("SignatureProvided", mismatch.signatureProvided())
        .withIfPresent("CanonicalRequest", mismatch.canonicalRequest());
  }

  private static ErrorAnswer denied(String message) {
    return ErrorAnswer.of(403, "AccessDenied", message);
  }

  private static ErrorAnswer invalidAuthorization(String message, String given) {
    return ErrorAnswer.invalidArgument(message, AUTHORIZATION, given);
  }
}
