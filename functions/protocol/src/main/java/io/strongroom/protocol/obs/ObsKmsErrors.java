package io.strongroom.protocol.obs;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.error.RequestErrors;
import io.strongroom.protocol.http.error.RetryAfter;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an OBS client sees when the KMS throttles, is away or refuses. Throttling and outages are
 * 503, which the SDKs retry (they do not retry 429).
 *
 * <p>Source: "Error codes", OBS API reference.
 */
final class ObsKmsErrors {

  // OBS: keys are named by region, account and id, without what AWS puts before them.
  private static final Pattern PREFIX = Pattern.compile("arn:aws[a-z-]*:kms:");

  private ObsKmsErrors() {}

  static ErrorAnswer answer(KmsException failure) {
    return switch (failure) {
      case KmsException.Throttled throttled ->
          retry(
              "SlowDown",
              "Please reduce your request rate for operations involving KMS.",
              throttled.retryAfter());
      case KmsException.Unavailable _ ->
          retry(
              "ServiceUnavailable",
              "The key management service is not available. Please try again.",
              Optional.empty());
      case KmsException.Disabled disabled -> refused("KMS.DisabledException", disabled);
      // OBS: knows two codes only; a key that waits for its deletion is a disabled one.
      case KmsException.InvalidState state -> refused("KMS.DisabledException", state);
      case KmsException.NotFound notFound -> refused("KMS.NotFoundException", notFound);
      case KmsException.InvalidKeyUsage usage -> refused("InvalidArgument", usage);
      case KmsException.InvalidRequest request -> refused("InvalidArgument", request);
      case KmsException.AccessDenied _ ->
          ErrorAnswer.of(403, "AccessDenied", "No privilege to this kms operation.");
      // A stored envelope that no longer opens is damage, which no retry and no client can mend.
      case KmsException.CiphertextInvalid _ -> RequestErrors.internal();
    };
  }

  private static ErrorAnswer refused(String code, KmsException failure) {
    String text = failure.getMessage();
    return ErrorAnswer.of(
        400,
        code,
        text == null || text.isBlank()
            ? "The key management service refused the request."
            : PREFIX.matcher(text).replaceAll(""));
  }

  private static ErrorAnswer retry(String code, String message, Optional<Duration> hint) {
    return ErrorAnswer.of(503, code, message)
        .withHeader(RetryAfter.HEADER, RetryAfter.seconds(hint));
  }
}
