package io.strongroom.kms.azure;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.wire.JsonAnswer;

/** Key Vault's errors: {@code error.code}, sometimes made precise by {@code innererror.code}. */
final class AzureErrors {

  private static final int LONGEST_MESSAGE = 300;

  private AzureErrors() {}

  static KmsException of(JsonAnswer answer, String operation) {
    String code = answer.text("error", "code");
    String inner = answer.text("error", "innererror", "code");
    String said = answer.text("error", "message");
    String message =
        said.isEmpty()
            ? "Key Vault answered %d %s to %s".formatted(answer.status(), code, operation)
            : said.substring(0, Math.min(LONGEST_MESSAGE, said.length()));
    if (inner.equals("KeyDisabled") || code.equals("KeyDisabled")) {
      return new KmsException.Disabled(message);
    }
    if (inner.equals("KeyExpired") || inner.equals("KeyNotYetValid")) {
      return new KmsException.InvalidState(message);
    }
    int status = answer.status();
    return switch (status) {
      case 400 ->
          operation.equals("unwrapkey")
              ? new KmsException.CiphertextInvalid(message)
              : new KmsException.InvalidRequest(message);
      case 401, 403 -> new KmsException.AccessDenied(message);
      case 404 -> new KmsException.NotFound(message);
      case 409 -> new KmsException.InvalidState(message);
      case 429 -> new KmsException.Throttled(message, answer.retryAfter());
      default ->
          status >= 400 && status < 500
              ? new KmsException.InvalidRequest(message)
              : new KmsException.Unavailable(message);
    };
  }
}
