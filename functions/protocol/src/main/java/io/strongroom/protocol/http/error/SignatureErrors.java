package io.strongroom.protocol.http.error;

import io.strongroom.signing.SignatureException;

/**
 * What both dialects answer to a signature that is not accepted. What a dialect calls otherwise
 * stands in its own table. Stateless.
 */
public final class SignatureErrors {

  private SignatureErrors() {}

  /** Refused for what {@code message} says. */
  public static ErrorAnswer denied(String message) {
    return ErrorAnswer.of(403, "AccessDenied", message);
  }

  /**
   * Nobody has this access key.
   *
   * @param member what the dialect calls the key's id
   */
  public static ErrorAnswer unknown(
      SignatureException.UnknownAccessKey unknown, String message, String member) {
    return ErrorAnswer.of(403, "InvalidAccessKeyId", message).with(member, unknown.accessKeyId());
  }

  /** A clock that goes wrong. */
  public static ErrorAnswer skewed(SignatureException.TooSkewed skewed) {
    return ErrorAnswer.of(
            403,
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.")
        .with("RequestTime", skewed.requestTime().toString())
        .with("ServerTime", skewed.serverTime().toString());
  }

  /** Headers that a signature has to cover. */
  public static ErrorAnswer unsigned(SignatureException.HeadersNotSigned unsigned) {
    return denied("There were headers present in the request which were not signed")
        .with("HeadersNotSigned", String.join(", ", unsigned.names()));
  }

  /**
   * Another signature than expected.
   *
   * @param member what the dialect calls the key's id
   */
  public static ErrorAnswer mismatch(SignatureException.SignatureMismatch mismatch, String member) {
    return ErrorAnswer.of(
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check"
                + " your key and signing method.")
        .withIfPresent(member, mismatch.accessKeyId())
        .with("StringToSign", mismatch.stringToSign())
        .with("SignatureProvided", mismatch.signatureProvided());
  }
}
