package io.strongroom.protocol.obs;

import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.error.SignatureErrors;
import io.strongroom.signing.SignatureException;

/**
 * What each {@link SignatureException} is called in the OBS dialect. Nothing here is secret: the
 * string to sign is made of what the client sent, and OBS SDKs print it beside their own.
 *
 * <p>Source: "Error codes", OBS API reference.
 */
final class ObsSignatureErrors {

  private static final String AUTHORIZATION = "Authorization";
  private static final String KEY_ID = "AccessKeyId";
  private static final String UNKNOWN_KEY =
      "The access key id you provided does not exist in our records.";

  private ObsSignatureErrors() {}

  static ErrorAnswer answer(SignatureException failure) {
    return switch (failure) {
      case SignatureException.MissingAuthentication _ -> SignatureErrors.denied("Access Denied");
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
          SignatureErrors.denied(
              "Query-string authentication requires the Signature, Expires and AccessKeyId"
                  + " parameters");
      case SignatureException.InvalidDate _ ->
          SignatureErrors.denied("Authentication requires a valid Date or x-obs-date header");
      case SignatureException.MissingContentSha256 _ ->
          ErrorAnswer.of(400, "InvalidRequest", "The hash of the content is missing.");
      case SignatureException.InvalidContentSha256 _ ->
          ErrorAnswer.of(400, "InvalidRequest", "The hash of the content is not valid.");
      case SignatureException.UnknownAccessKey unknown ->
          SignatureErrors.unknown(unknown, UNKNOWN_KEY, KEY_ID);
      case SignatureException.TooSkewed skewed -> SignatureErrors.skewed(skewed);
      case SignatureException.NotYetValid early ->
          SignatureErrors.denied("Request is not yet valid")
              .with("ServerTime", early.serverTime().toString());
      case SignatureException.RequestExpired expired ->
          SignatureErrors.denied("Request has expired")
              .with("Expires", expired.expires().toString())
              .with("ServerTime", expired.serverTime().toString());
      case SignatureException.HeadersNotSigned unsigned -> SignatureErrors.unsigned(unsigned);
      case SignatureException.SignatureMismatch mismatch -> mismatch(mismatch);
    };
  }

  private static ErrorAnswer mismatch(SignatureException.SignatureMismatch mismatch) {
    return SignatureErrors.mismatch(mismatch, KEY_ID)
        .withIfPresent("CanonicalRequest", mismatch.canonicalRequest());
  }

  private static ErrorAnswer invalidAuthorization(String message, String given) {
    return ErrorAnswer.invalidArgument(message, AUTHORIZATION, given);
  }
}
