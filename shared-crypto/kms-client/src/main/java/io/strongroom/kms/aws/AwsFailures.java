package io.strongroom.kms.aws;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.wire.RetryHints;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * AWS KMS error codes to the port's errors. The code decides, not the status: on the wire every
 * client error is 400, whatever the API reference says.
 */
final class AwsFailures {

  private static final int LONGEST_MESSAGE = 500;

  private AwsFailures() {}

  static Throwable translate(Throwable error, String operation) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    return switch (cause) {
      case KmsException kms -> kms;
      case AwsServiceException service -> fromService(service, operation);
      case ApiCallAttemptTimeoutException _ ->
          new KmsException.Unavailable(operation + ": the KMS did not answer in time");
      case ApiCallTimeoutException _ ->
          new KmsException.Unavailable(operation + ": the KMS did not answer in time");
      case SdkClientException client ->
          new KmsException.Unavailable(operation + ": " + reason(root(client)));
      default -> cause;
    };
  }

  /** In words for an operator, when it is our own credentials that failed, and not the request. */
  static Optional<String> ofCredentials(Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (root(cause) instanceof KmsException.Unavailable unreadable) {
      return Optional.ofNullable(unreadable.getMessage());
    }
    if (!(cause instanceof AwsServiceException service) || service.awsErrorDetails() == null) {
      return Optional.empty();
    }
    String code = Objects.requireNonNullElse(service.awsErrorDetails().errorCode(), "");
    return switch (code) {
      case "UnrecognizedClientException",
          "InvalidClientTokenId",
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "IncompleteSignatureException",
          "ExpiredTokenException",
          "MissingAuthenticationTokenException",
          "MissingAuthenticationToken" ->
          Optional.of("the KMS does not accept the credentials (%s)".formatted(code));
      default -> Optional.empty();
    };
  }

  private static KmsException fromService(AwsServiceException error, String operation) {
    AwsErrorDetails details = error.awsErrorDetails();
    String code = details == null ? "" : Objects.requireNonNullElse(details.errorCode(), "");
    String message = message(details, code, operation);
    if (error.isThrottlingException()
        || AwsErrorCodes.isThrottle(code)
        || error.statusCode() == 429) {
      return new KmsException.Throttled(message, hint(details));
    }
    KmsException failure = AwsErrorCodes.failure(code, message, error.statusCode(), operation);
    return failure instanceof KmsException.AccessDenied
        ? new KmsException.AccessDenied(message, decision(details))
        : failure;
  }

  /** The bundled KMS tells those who call for others which statement decided. */
  private static String decision(AwsErrorDetails details) {
    SdkHttpResponse response = details == null ? null : details.sdkHttpResponse();
    return response == null ? "" : KeyDecisions.refusedBy(response::firstMatchingHeader);
  }

  private static String message(AwsErrorDetails details, String code, String operation) {
    String text = details == null ? null : details.errorMessage();
    if (text != null && !text.isBlank()) {
      return text.substring(0, Math.min(LONGEST_MESSAGE, text.length()));
    }
    return code.isEmpty() ? operation + " failed" : operation + " failed: " + code;
  }

  private static Optional<Duration> hint(AwsErrorDetails details) {
    SdkHttpResponse response = details == null ? null : details.sdkHttpResponse();
    return response == null
        ? Optional.empty()
        : RetryHints.parse(response::firstMatchingHeader, InstantSource.system());
  }

  private static Throwable root(Throwable error) {
    Throwable root = error;
    for (int depth = 0; depth < 16 && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    return root;
  }

  /**
   * What the SDK itself says, or the connection. Not what a parser says: it quotes the answer, and
   * the answer may hold a key.
   */
  private static String reason(Throwable root) {
    boolean ofConnection = root instanceof IOException && isOfNetwork(root.getClass().getName());
    String message = root.getMessage();
    if (message != null && (ofConnection || root instanceof SdkClientException)) {
      return message;
    }
    return root instanceof IOException && !ofConnection
        ? "the KMS's answer cannot be read"
        : root.getClass().getSimpleName();
  }

  private static boolean isOfNetwork(String className) {
    return className.startsWith("java.")
        || className.startsWith("javax.")
        || className.startsWith("io.netty.");
  }
}
