package io.strongroom.emulator.dew;

import io.strongroom.emulator.auth.TokenRefusal;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import org.jboss.logging.Logger;

/** Refusals as DEW, or the API gateway in front of it, spells them. */
final class DewErrors {

  private static final Logger LOG = Logger.getLogger(DewErrors.class);
  private static final int UNAVAILABLE = 503;
  private static final String GATEWAY = "APIGW.";

  private DewErrors() {}

  /** Too many requests. */
  static DewRefusal throttled(String policy, double limit) {
    String number = BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
    return new DewRefusal(
        429,
        "APIGW.0308",
        "The throttling threshold has been reached: policy "
            + policy
            + " over ratelimit,limit:"
            + number
            + ",time:1 second");
  }

  /** What a failure is in this dialect; what is no refusal is logged and shown as internal. */
  static DewRefusal of(Throwable failure, String requestId) {
    return switch (failure) {
      case DewRefusal refusal -> refusal;
      case KmsRefusal refusal -> translate(refusal);
      case TokenRefusal refusal -> new DewRefusal(403, refusal.code(), refusal.text());
      default -> {
        LOG.errorf(failure, "request %s failed", requestId);
        yield new DewRefusal(500, "KMS.0100", "Internal error.");
      }
    };
  }

  static WireReply render(DewRefusal refusal, String requestId) {
    Map<String, String> headers =
        refusal.status() == UNAVAILABLE ? Map.of("Retry-After", "1") : Map.of();
    return WireReply.of(refusal.status(), body(refusal, requestId).toBuffer()).with(headers);
  }

  static JsonObject body(DewRefusal refusal, String requestId) {
    JsonObject error =
        new JsonObject().put("error_code", refusal.code()).put("error_msg", refusal.text());
    return refusal.code().startsWith(GATEWAY)
        ? error.put("request_id", requestId)
        : new JsonObject().put("error", error);
  }

  private static DewRefusal translate(KmsRefusal refusal) {
    KmsError error = refusal.error();
    String text = refusal.text().orElse("The request was refused.");
    return switch (error) {
      case NOT_FOUND, NO_SUCH_ALIAS -> new DewRefusal(404, "KMS.0207", "The key does not exist.");
      case DISABLED -> DewRefusal.of("KMS.0209", "The key is disabled.");
      case INVALID_STATE -> DewRefusal.of("KMS.0210", "The state of the key: " + text);
      case INVALID_CIPHERTEXT, INCORRECT_KEY, UNKNOWN_CIPHERTEXT ->
          DewRefusal.of("KMS.2201", "The ciphertext is invalid.");
      case ACCESS_DENIED, NOT_AUTHORIZED ->
          new DewRefusal(403, "KMS.0306", "You have no permission on the key.");
      case LIMIT_EXCEEDED -> DewRefusal.of("KMS.1105", "The quota is used up.");
      case ALREADY_EXISTS -> DewRefusal.of("KMS.1104", "The alias already exists.");
      case INVALID_GRANT_ID -> DewRefusal.of("KMS.2501", "The grant does not exist.");
      case GRANT_OF_OTHER_KEY -> DewRefusal.of("KMS.2502", "The grant is not on this key.");
      case PLAINTEXT_TOO_LONG -> DewRefusal.of("KMS.2108", "The text is too long for the key.");
      case INVALID_MARKER -> DewRefusal.of("KMS.1602", "The marker is invalid.");
      case INVALID_ALIAS_NAME -> DewRefusal.of("KMS.1101", "The alias is invalid.");
      case THROTTLED ->
          new DewRefusal(429, "APIGW.0308", "The throttling threshold has been reached.");
      case UNKNOWN_OPERATION -> new DewRefusal(404, "KMS.0201", "The URL is invalid.");
      case SERIALIZATION -> DewRefusal.of("KMS.0202", "The body is not a JSON object.");
      case UNSUPPORTED_OPERATION, INVALID_KEY_USAGE -> DewRefusal.of("KMS.0312", text);
      case UNRECOGNIZED_CLIENT, SIGNATURE_MISMATCH, INCOMPLETE_SIGNATURE -> unproved(text);
      case EXPIRED_TOKEN, MISSING_AUTHENTICATION -> unproved(text);
      case INTERNAL, KEY_UNAVAILABLE -> new DewRefusal(500, "KMS.0100", text);
      case DEPENDENCY_TIMEOUT, OVERLOADED -> new DewRefusal(503, "KMS.0104", text);
      case VALIDATION, DRY_RUN, INVALID_ARN, MALFORMED_POLICY, TAG, CONFLICT -> invalid(text);
      case INVALID_SIGNATURE, INVALID_MAC, INVALID_GRANT_TOKEN -> invalid(text);
      case INVALID_IMPORT_TOKEN, EXPIRED_IMPORT_TOKEN, INCORRECT_KEY_MATERIAL -> invalid(text);
      case NO_SUCH_KEY_STORE -> invalid(text);
    };
  }

  private static DewRefusal unproved(String text) {
    return new DewRefusal(401, "APIGW.0301", text);
  }

  private static DewRefusal invalid(String text) {
    return DewRefusal.of("KMS.0308", text);
  }
}
