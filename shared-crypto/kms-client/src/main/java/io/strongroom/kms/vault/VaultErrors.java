package io.strongroom.kms.vault;

import com.fasterxml.jackson.databind.JsonNode;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.kms.wire.JsonAnswer;
import java.util.Locale;

/**
 * Vault's refusals. It has statuses and sentences but no codes, so for the status 400, which means
 * five different things, the sentence has to decide.
 */
final class VaultErrors {

  private static final int LONGEST_MESSAGE = 300;

  private VaultErrors() {}

  static KmsException of(JsonAnswer answer, String operation) {
    String message = message(answer, operation);
    int status = answer.status();
    return switch (status) {
      case 400 -> badRequest(message, operation);
      case 401, 403 -> new KmsException.AccessDenied(message);
      case 404 -> new KmsException.NotFound(message);
      case 429 -> new KmsException.Throttled(message, answer.retryAfter());
      // Vault: 412 says that this replica has not caught up yet; asking again helps.
      case 412 -> new KmsException.Unavailable(message);
      default ->
          status >= 400 && status < 500
              ? new KmsException.InvalidRequest(message)
              : new KmsException.Unavailable(message);
    };
  }

  private static KmsException badRequest(String message, String operation) {
    String said = message.toLowerCase(Locale.ROOT);
    if (said.contains("key not found") || said.contains("policy not found")) {
      return new KmsException.NotFound(message);
    }
    if (said.contains("disallowed by policy")) {
      return new KmsException.InvalidState(message);
    }
    if (said.contains("does not support") || said.contains("not supported")) {
      return new KmsException.InvalidKeyUsage(message);
    }
    boolean opens = operation.equals("decrypt") || operation.equals("rewrap");
    boolean damaged =
        said.contains("authentication failed")
            || said.contains("invalid ciphertext")
            || said.contains("unable to decrypt");
    return opens && damaged
        ? new KmsException.CiphertextInvalid(message)
        : new KmsException.InvalidRequest(message);
  }

  private static String message(JsonAnswer answer, String operation) {
    StringBuilder text = new StringBuilder();
    for (JsonNode error : answer.body().path("errors")) {
      text.append(text.isEmpty() ? "" : "; ").append(error.asText());
    }
    if (text.isEmpty()) {
      return "Vault answered %d to %s".formatted(answer.status(), operation);
    }
    return text.substring(0, Math.min(LONGEST_MESSAGE, text.length()));
  }
}
