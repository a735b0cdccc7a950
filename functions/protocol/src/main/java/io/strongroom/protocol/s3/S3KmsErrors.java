package io.strongroom.protocol.s3;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.error.RequestErrors;
import io.strongroom.protocol.http.error.RetryAfter;
import java.time.Duration;
import java.util.Optional;

/**
 * What an S3 client sees when the KMS throttles, is away or refuses. Throttling and outages are
 * 503, which every SDK retries; a key that cannot be used is the client's to repair, so 400 with
 * the service's own words.
 */
final class S3KmsErrors {

  private S3KmsErrors() {}

  static ErrorAnswer answer(KmsException failure) {
    return switch (failure) {
      case KmsException.Throttled throttled ->
          retry(
              "SlowDown",
              "Please reduce your request rate for operations involving AWS KMS.",
              throttled.retryAfter());
      case KmsException.Unavailable _ ->
          retry(
              "ServiceUnavailable",
              "The key management service is not available. Please try again.",
              Optional.empty());
      case KmsException.Disabled disabled -> refused("KMS.DisabledException", disabled);
      case KmsException.InvalidState state -> refused("KMS.KMSInvalidStateException", state);
      case KmsException.NotFound notFound -> refused("KMS.NotFoundException", notFound);
      case KmsException.InvalidKeyUsage usage -> refused("KMS.InvalidKeyUsageException", usage);
      case KmsException.InvalidRequest request -> refused("KMS.ValidationException", request);
      case KmsException.AccessDenied denied ->
          ErrorAnswer.of(403, "AccessDenied", textOf(denied, "Access Denied"));
      // A stored envelope that no longer opens is damage, which no retry and no client can mend.
      case KmsException.CiphertextInvalid _ -> RequestErrors.internal();
    };
  }

  private static ErrorAnswer refused(String code, KmsException failure) {
    return ErrorAnswer.of(
        400, code, textOf(failure, "The key management service refused the request."));
  }

  private static ErrorAnswer retry(String code, String message, Optional<Duration> hint) {
    return ErrorAnswer.of(503, code, message)
        .withHeader(RetryAfter.HEADER, RetryAfter.seconds(hint));
  }

  private static String textOf(KmsException failure, String otherwise) {
    String text = failure.getMessage();
    return text == null || text.isBlank() ? otherwise : text;
  }
}
