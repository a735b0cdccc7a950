package io.strongroom.protocol.json;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.domain.name.AccessError;
import io.strongroom.domain.name.JobError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.WireResponse;
import io.strongroom.protocol.http.error.ErrorAnswer;
import io.strongroom.protocol.http.error.Failures;
import io.strongroom.protocol.http.error.JobErrors;
import io.strongroom.protocol.http.error.RetryAfter;
import io.strongroom.signing.SignatureException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Failures as AWS KMS has them on the wire: every one that is the client's is 400, every other 500,
 * and what it is stands in {@code __type}.
 *
 * <p>Source: "Common errors", AWS KMS API reference, and answers recorded from the service.
 */
final class AwsJsonErrors {

  private static final String DENIED = "AccessDeniedException";

  private AwsJsonErrors() {}

  static WireResponse render(Throwable failure) {
    ErrorAnswer answer = answer(failure);
    JsonAnswer json = new JsonAnswer().text("__type", answer.code());
    if (!answer.message().isEmpty()) {
      json.text(answer.code().equals(DENIED) ? "Message" : "message", answer.message());
    }
    Headers headers = answer.headers();
    return json.of(answer.status(), headers);
  }

  static ErrorAnswer answer(Throwable failure) {
    return switch (Failures.unwrap(failure)) {
      case JsonRejected rejected -> answer(rejected);
      case ObjectStoreException refused -> answer(refused.error());
      case KmsException kms -> answer(kms);
      case SignatureException unproven -> answer(unproven);
      default -> internal();
    };
  }

  private static ErrorAnswer answer(JsonRejected rejected) {
    return switch (rejected) {
      case JsonRejected.NotSerialized wrong -> client("SerializationException", textOf(wrong));
      case JsonRejected.Invalid invalid -> client("ValidationException", textOf(invalid));
      case JsonRejected.Unsupported not -> client("UnsupportedOperationException", textOf(not));
    };
  }

  /** The few errors of the domain that these operations can end in; any other would be a bug. */
  private static ErrorAnswer answer(RequestError error) {
    if (error instanceof RequestError.KmsFailed(KmsException failure)) {
      return answer(failure);
    }
    if (error instanceof RequestError.Overloaded) {
      return ErrorAnswer.of(503, "ThrottlingException", "Please reduce your request rate.")
          .withHeader(RetryAfter.HEADER, RetryAfter.seconds(Optional.<Duration>empty()));
    }
    if (error instanceof RequestError.NotImplemented) {
      return client("UnknownOperationException", "");
    }
    if (error instanceof RequestError.AccessDenied(String detail)) {
      return client(DENIED, detail.isEmpty() ? "Access Denied" : detail);
    }
    if (error instanceof JobError job) {
      ErrorAnswer answer = JobErrors.answer(job);
      return client(answer.code(), answer.message());
    }
    if (error instanceof RequestError.NoSuchBucket(var bucket)) {
      return client("NoSuchBucketException", "There is no bucket " + bucket.value() + ".");
    }
    if (error instanceof AccessError.InvalidToken) {
      return client(
          "UnrecognizedClientException", "The security token included in the request is invalid.");
    }
    if (error instanceof AccessError.ExpiredToken) {
      return client(
          "ExpiredTokenException", "The security token included in the request is expired");
    }
    if (error instanceof RequestError.InsecureTransport) {
      return client(DENIED, "Plaintext keys are given out over secure connections only.");
    }
    return internal();
  }

  private static ErrorAnswer answer(KmsException failure) {
    return switch (failure) {
      case KmsException.Throttled throttled ->
          client(
                  "ThrottlingException",
                  "You have exceeded the rate at which you may call KMS. Reduce the frequency of"
                      + " your calls.")
              .withHeader(RetryAfter.HEADER, RetryAfter.seconds(throttled.retryAfter()));
      case KmsException.Unavailable _ ->
          ErrorAnswer.of(
                  500,
                  "DependencyTimeoutException",
                  "The key management service is not available. Please try again.")
              .withHeader(RetryAfter.HEADER, RetryAfter.seconds(Optional.<Duration>empty()));
      case KmsException.Disabled disabled -> client("DisabledException", textOf(disabled));
      case KmsException.InvalidState state -> client("KMSInvalidStateException", textOf(state));
      case KmsException.NotFound notFound -> client("NotFoundException", textOf(notFound));
      case KmsException.InvalidKeyUsage usage -> client("InvalidKeyUsageException", textOf(usage));
      case KmsException.AccessDenied denied -> client(DENIED, textOf(denied));
      case KmsException.InvalidRequest invalid -> client("ValidationException", textOf(invalid));
      // Wrong blob, wrong context, tampered: all alike, and without a message.
      case KmsException.CiphertextInvalid _ -> client("InvalidCiphertextException", "");
    };
  }

  private static ErrorAnswer answer(SignatureException failure) {
    return switch (failure) {
      case SignatureException.MissingAuthentication _ ->
          client("MissingAuthenticationTokenException", "Missing Authentication Token");
      case SignatureException.UnknownAccessKey _ ->
          client(
              "UnrecognizedClientException",
              "The security token included in the request is invalid.");
      case SignatureException.SignatureMismatch _ ->
          client(
              "InvalidSignatureException",
              "The request signature we calculated does not match the signature you provided."
                  + " Check your AWS Secret Access Key and signing method. Consult the service"
                  + " documentation for details.");
      case SignatureException.WrongScope scope ->
          client("InvalidSignatureException", scopeText(scope));
      case SignatureException.TooSkewed skewed ->
          badTime(
              "Signature time %s is too far from the server's: %s",
              skewed.requestTime(), skewed.serverTime());
      case SignatureException.NotYetValid early ->
          badTime(
              "Signature not yet current: %s is still later than %s",
              early.requestTime(), early.serverTime());
      case SignatureException.RequestExpired expired ->
          badTime(
              "Signature expired: %s is now earlier than %s",
              expired.expires(), expired.serverTime());
      case SignatureException.MultipleAuthentications _,
          SignatureException.UnsupportedAuthorizationType _,
          SignatureException.MalformedAuthorization _,
          SignatureException.MalformedQueryAuthorization _,
          SignatureException.MissingQueryParameters _,
          SignatureException.InvalidDate _,
          SignatureException.MissingContentSha256 _,
          SignatureException.InvalidContentSha256 _,
          SignatureException.HeadersNotSigned _ ->
          client("IncompleteSignatureException", textOf(failure));
    };
  }

  private static ErrorAnswer badTime(String text, Instant given, Instant now) {
    return client("InvalidSignatureException", text.formatted(given, now));
  }

  private static String scopeText(SignatureException.WrongScope scope) {
    return switch (scope.part()) {
      case REGION ->
          "Credential should be scoped to a valid region, not '%s'.".formatted(scope.given());
      case SERVICE ->
          "Credential should be scoped to correct service: '%s'.".formatted(scope.expected());
      case DATE ->
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: '%s' != '%s'.".formatted(scope.given(), scope.expected());
    };
  }

  private static ErrorAnswer internal() {
    return ErrorAnswer.of(
        500, "KMSInternalException", "An internal error occurred. Please try again.");
  }

  private static ErrorAnswer client(String type, String message) {
    return ErrorAnswer.of(400, type, message);
  }

  private static String textOf(Throwable failure) {
    return Optional.ofNullable(failure.getMessage()).orElse("");
  }
}
