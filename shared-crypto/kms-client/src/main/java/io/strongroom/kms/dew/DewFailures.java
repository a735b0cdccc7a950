package io.strongroom.kms.dew;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.wire.ServiceAnswer;

/**
 * Error codes of the service ({@code error.error_code}) and of the gateway before it ({@code
 * error_code}).
 */
final class DewFailures {

  private DewFailures() {}

  /** Whether it is our access key that was refused, and not what was asked for. */
  static boolean isOfCredentials(ServiceAnswer answer) {
    return switch (code(answer)) {
      case "KMS.0301", "KMS.0302", "KMS.0303", "KMS.0321", "APIGW.0301", "APIG.0301" -> true;
      default -> answer.status() == 401;
    };
  }

  private static String code(ServiceAnswer answer) {
    String code = answer.text("error", "error_code");
    return code.isEmpty() ? answer.text("error_code") : code;
  }

  /** The service's own words go no further: they are not meant for a client of ours. */
  static KmsException of(ServiceAnswer answer, String operation) {
    String code = code(answer);
    String said = "DEW answered %d %s to %s".formatted(answer.status(), code, operation).strip();
    return switch (code) {
      case "KMS.0207" -> new KmsException.NotFound("The key does not exist.");
      case "KMS.0209" -> new KmsException.Disabled("The key is disabled.");
      case "KMS.0210" -> new KmsException.InvalidState("The key's state does not allow this.");
      case "KMS.0211", "KMS.0324", "KMS.0325", "KMS.0331", "KMS.0334", "KMS.0335", "KMS.0341" ->
          new KmsException.InvalidKeyUsage(said);
      case "KMS.0305", "KMS.0306", "KMS.0307", "KMS.0326", "KMS.0330" ->
          new KmsException.AccessDenied("DEW does not allow " + operation + " under this key.");
      case "KMS.2201", "KMS.2202", "KMS.2203", "KMS.2204" ->
          new KmsException.CiphertextInvalid(
              "the wrapped key does not open under this key and context");
      case "APIGW.0308", "APIG.0308" -> new KmsException.Throttled(said, answer.retryAfter());
      default -> byStatus(said, answer);
    };
  }

  private static KmsException byStatus(String said, ServiceAnswer answer) {
    int status = answer.status();
    return switch (status) {
      case 403 -> new KmsException.AccessDenied(said);
      case 404 -> new KmsException.NotFound(said);
      case 429 -> new KmsException.Throttled(said, answer.retryAfter());
      default ->
          status >= 400 && status < 500
              ? new KmsException.InvalidRequest(said)
              : new KmsException.Unavailable(said);
    };
  }
}
