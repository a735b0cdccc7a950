package io.strongroom.kms.azure;

import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.wire.ServiceAnswer;

/** Key Vault's errors: {@code error.code}, sometimes made precise by {@code innererror.code}. */
final class AzureErrors {

  private AzureErrors() {}

  /** The service's own words go no further: they are not meant for a client of ours. */
  static KmsException of(ServiceAnswer answer, String operation, String key) {
    String code = answer.text("error", "code");
    String inner = answer.text("error", "innererror", "code");
    if (inner.equals("KeyDisabled") || code.equals("KeyDisabled")) {
      return new KmsException.Disabled("Key '%s' is disabled.".formatted(key));
    }
    if (inner.equals("KeyExpired") || inner.equals("KeyNotYetValid")) {
      return new KmsException.InvalidState(
          "Key '%s' has expired or is not valid yet.".formatted(key));
    }
    int status = answer.status();
    String general = "Key Vault answered %d to %s".formatted(status, operation);
    return switch (status) {
      case 400 ->
          operation.equals("unwrapkey")
              ? new KmsException.CiphertextInvalid(
                  "the wrapped key does not open under this key and context")
              : new KmsException.InvalidRequest(general);
      case 401, 403 ->
          new KmsException.AccessDenied(
              "Key Vault does not allow %s under the key '%s'.".formatted(operation, key));
      case 404 -> new KmsException.NotFound("Key '%s' does not exist.".formatted(key));
      case 409 ->
          new KmsException.InvalidState(
              "Key '%s' is in a state that does not allow this.".formatted(key));
      case 429 -> new KmsException.Throttled(general, answer.retryAfter());
      default ->
          status >= 400 && status < 500
              ? new KmsException.InvalidRequest(general)
              : new KmsException.Unavailable(general);
    };
  }
}
