package io.strongroom.emulator.aws;

import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.service.CallLimits;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jboss.logging.Logger;

/** Refusals as AWS spells them. Thread-safe. */
@ApplicationScoped
class AwsErrors {

  private static final Logger LOG = Logger.getLogger(AwsErrors.class);
  private static final String DECISION = "x-strongroom-decision";

  private final CallLimits limits;
  private final KmsConfig.StatusProfile statusProfile;

  AwsErrors(CallLimits limits, KmsConfig config) {
    this.limits = limits;
    this.statusProfile = config.status();
  }

  /** The answer to a failed call; what is not a refusal is logged and shown as internal. */
  WireReply render(Throwable failure, AwsExchange exchange) {
    KmsRefusal refusal = refusal(failure, exchange.requestId());
    exchange.refused(refusal);
    KmsError error = refusal.error();
    limits.refused(error.wireName());
    JsonObject body = new JsonObject().put("__type", error.wireName());
    refusal.text().ifPresent(text -> body.put(messageMember(error), text));
    int status =
        switch (statusProfile) {
          case WIRE -> error.wireStatus();
          case MODELLED -> error.modelledStatus();
        };
    return WireReply.of(status, body.toBuffer())
        .with(exchange.isForSomebody() ? decision(refusal) : headers(error));
  }

  private Map<String, String> headers(KmsError error) {
    if (error == KmsError.OVERLOADED) {
      return Map.of("Retry-After", "1");
    }
    return error == KmsError.THROTTLED ? limits.retryHints() : Map.of();
  }

  /** Which statement decided, for the operator of the service that called. */
  private Map<String, String> decision(KmsRefusal refusal) {
    return refusal
        .decision()
        .map(decision -> Map.of(DECISION, decision.replaceAll("[^ -~]", "?")))
        .orElseGet(() -> headers(refusal.error()));
  }

  private static KmsRefusal refusal(Throwable failure, String requestId) {
    if (failure instanceof KmsRefusal refusal) {
      return refusal;
    }
    LOG.errorf(failure, "request %s failed", requestId);
    return KmsRefusal.of(KmsError.INTERNAL, "The service encountered an internal error.");
  }

  // AWS: AccessDeniedException alone spells its member with a capital.
  private static String messageMember(KmsError error) {
    return error.wireName().equals(KmsError.ACCESS_DENIED.wireName()) ? "Message" : "message";
  }
}
