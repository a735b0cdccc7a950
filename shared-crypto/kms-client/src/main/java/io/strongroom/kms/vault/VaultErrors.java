package io.strongroom.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.wire.ServiceAnswer;
import java.util.Locale;

/**
 * Vault's refusals. It has statuses and sentences but no codes, so for the status 400, which means
 * six different things, the sentence has to decide. The sentence itself goes no further: it is the
 * server's, and may name what a client must not learn.
 */
final class VaultErrors {

  private VaultErrors() {}

  /**
   * The error for an answer.
   *
   * @param keyId empty for what is about no key
   */
  static KmsException of(ServiceAnswer answer, String operation, String keyId) {
    int status = answer.status();
    String general = "Vault answered %d to %s".formatted(status, operation);
    return switch (status) {
      case 400 -> badRequest(sentences(answer), operation, keyId);
      case 401, 403 ->
          new KmsException.AccessDenied(
              "Vault does not allow %s under the key '%s'.".formatted(operation, keyId));
      case 404 -> missing(keyId);
      case 429 -> new KmsException.Throttled(general, answer.retryAfter());
      // Vault: 412 says that this replica has not caught up yet; asking again helps.
      case 412 -> new KmsException.Unavailable(general);
      default ->
          status >= 400 && status < 500
              ? new KmsException.InvalidRequest(general)
              : new KmsException.Unavailable(general);
    };
  }

  static KmsException missing(String keyId) {
    return new KmsException.NotFound("Key '%s' does not exist.".formatted(keyId));
  }

  /** AWS: a key on its way to deletion is in a state, and is not disabled. */
  static KmsException softDeleted(String keyId) {
    return new KmsException.InvalidState("Key '%s' is pending deletion.".formatted(keyId));
  }

  private static KmsException badRequest(String said, String operation, String keyId) {
    if (said.contains("key not found") || said.contains("policy not found")) {
      return missing(keyId);
    }
    if (said.contains("soft-deleted") || said.contains("soft deleted")) {
      return softDeleted(keyId);
    }
    if (said.contains("disallowed by policy")) {
      return new KmsException.InvalidState(
          "Key '%s' no longer allows the version that was used.".formatted(keyId));
    }
    if (said.contains("does not support") || said.contains("not supported")) {
      return new KmsException.InvalidKeyUsage(
          "Key '%s' is of a type that cannot %s.".formatted(keyId, operation));
    }
    boolean opens = operation.equals("decrypt") || operation.equals("rewrap");
    boolean damaged =
        said.contains("authentication failed")
            || said.contains("invalid ciphertext")
            || said.contains("unable to decrypt");
    return opens && damaged
        ? new KmsException.CiphertextInvalid(
            "the wrapped key does not open under this key and context")
        : new KmsException.InvalidRequest("Vault answered 400 to " + operation);
  }

  private static String sentences(ServiceAnswer answer) {
    StringBuilder text = new StringBuilder();
    for (JsonNode error : answer.body().path("errors")) {
      text.append(error.asText()).append('\n');
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }
}
