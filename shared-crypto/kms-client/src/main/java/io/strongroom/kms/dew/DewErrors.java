package io.strongroom.kms.dew;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.wire.JsonAnswer;

/**
 * Error codes of the service ({@code error.error_code}) and of the gateway before it ({@code
 * error_code}).
 */
final class DewErrors {

  private DewErrors() {}

  static KmsException of(JsonAnswer answer, String operation) {
    String code = answer.text("error", "error_code");
    String message = answer.text("error", "error_msg");
    if (code.isEmpty()) {
      code = answer.text("error_code");
      message = answer.text("error_msg");
    }
    String said =
        message.isEmpty()
            ? "DEW answered %d %s to %s".formatted(answer.status(), code, operation)
            : message;
    return of(code, said, answer);
  }

  private static KmsException of(String code, String said, JsonAnswer answer) {
    return switch (code) {
      case "KMS.0207" -> new KmsException.NotFound(said);
      case "KMS.0209" -> new KmsException.Disabled(said);
      case "KMS.0210" -> new KmsException.InvalidState(said);
      case "KMS.0211", "KMS.0324", "KMS.0325", "KMS.0331", "KMS.0334", "KMS.0335", "KMS.0341" ->
          new KmsException.InvalidKeyUsage(said);
      case "KMS.0301",
          "KMS.0302",
          "KMS.0303",
          "KMS.0305",
          "KMS.0306",
          "KMS.0307",
          "KMS.0321",
          "KMS.0326",
          "KMS.0330",
          "APIGW.0301",
          "APIG.0301" ->
          new KmsException.AccessDenied(said);
      case "KMS.2201", "KMS.2202", "KMS.2203", "KMS.2204" ->
          new KmsException.CiphertextInvalid(said);
      case "APIGW.0308", "APIG.0308" -> new KmsException.Throttled(said, answer.retryAfter());
      default -> byStatus(said, answer);
    };
  }

  private static KmsException byStatus(String said, JsonAnswer answer) {
    int status = answer.status();
    return switch (status) {
      case 401, 403 -> new KmsException.AccessDenied(said);
      case 404 -> new KmsException.NotFound(said);
      case 429 -> new KmsException.Throttled(said, answer.retryAfter());
      default ->
          status >= 400 && status < 500
              ? new KmsException.InvalidRequest(said)
              : new KmsException.Unavailable(said);
    };
  }
}
