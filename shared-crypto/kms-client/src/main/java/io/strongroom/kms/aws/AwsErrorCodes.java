package io.strongroom.kms.aws;

import io.strongroom.crypto.kms.KmsException;
import java.time.Duration;
import java.util.Optional;

/**
 * What the codes of AWS KMS mean. Source: AWS KMS API reference, "Common Errors", and the errors of
 * each operation.
 */
public final class AwsErrorCodes {

  private AwsErrorCodes() {}

  /**
   * The port's error for a refusal.
   *
   * @param code without a namespace, for example {@code NotFoundException}
   * @param hint how long the service asks to be left alone
   */
  public static KmsException failure(
      String code, String message, int status, Optional<Duration> hint, String operation) {
    return isThrottle(code) || status == 429
        ? new KmsException.Throttled(message, hint)
        : failure(code, message, status, operation);
  }

  static KmsException failure(String code, String message, int status, String operation) {
    return switch (code) {
      case "DisabledException" -> new KmsException.Disabled(message);
      case "KMSInvalidStateException" -> new KmsException.InvalidState(message);
      case "NotFoundException" -> new KmsException.NotFound(message);
      case "InvalidKeyUsageException", "UnsupportedOperationException" ->
          new KmsException.InvalidKeyUsage(message);
      case "AccessDeniedException", "AccessDenied", "NotAuthorizedException" ->
          new KmsException.AccessDenied(message);
      case "InvalidCiphertextException", "IncorrectKeyException" ->
          new KmsException.CiphertextInvalid(message);
      case "KMSInternalException",
          "KeyUnavailableException",
          "DependencyTimeoutException",
          "InternalFailure",
          "ServiceUnavailable",
          "ServiceUnavailableException" ->
          new KmsException.Unavailable(message);
      case "ValidationException" -> new KmsException.InvalidRequest(message);
      // AWS's own sentences are part of its API, and S3 passes them on. Of others nothing is known.
      default -> byStatus(status, operation + " failed");
    };
  }

  private static KmsException byStatus(int status, String message) {
    return status >= 400 && status < 500
        ? new KmsException.InvalidRequest(message)
        : new KmsException.Unavailable(message);
  }

  // AWS: ThrottlingException is not in the KMS service model; front ends use the other names.
  static boolean isThrottle(String code) {
    return switch (code) {
      case "ThrottlingException",
          "Throttling",
          "ThrottledException",
          "RequestThrottled",
          "RequestThrottledException",
          "TooManyRequestsException",
          "RequestLimitExceeded",
          "SlowDown" ->
          true;
      default -> false;
    };
  }
}
