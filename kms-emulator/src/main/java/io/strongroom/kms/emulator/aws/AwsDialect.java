package io.strongroom.kms.emulator.aws;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.strongroom.kms.emulator.auth.Authenticated;
import io.strongroom.kms.emulator.auth.Authenticator;
import io.strongroom.kms.emulator.config.KmsConfig;
import io.strongroom.kms.emulator.key.KmsError;
import io.strongroom.kms.emulator.key.KmsRefusal;
import io.strongroom.kms.emulator.key.Scope;
import io.strongroom.kms.emulator.limit.CallCounters;
import io.strongroom.kms.emulator.limit.RateLimiter;
import io.strongroom.signing.SignableRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Answers requests of the AWS KMS API. Order: target, signature, quota, then the operation's own
 * checks. Thread-safe; never blocks.
 */
@ApplicationScoped
public class AwsDialect {

  private static final Logger LOG = Logger.getLogger(AwsDialect.class);
  private static final String TARGET_PREFIX = "TrentService.";

  private final Map<String, Operation> operations;
  private final Authenticator authenticator;
  private final RateLimiter limiter;
  private final CallCounters counters;
  private final KmsConfig.StatusProfile statusProfile;

  AwsDialect(
      @All List<OperationGroup> groups,
      Authenticator authenticator,
      RateLimiter limiter,
      CallCounters counters,
      KmsConfig config) {
    this.operations =
        groups.stream()
            .flatMap(group -> group.operations().stream())
            .collect(Collectors.toUnmodifiableMap(Operation::name, Function.identity()));
    this.authenticator = authenticator;
    this.limiter = limiter;
    this.counters = counters;
    this.statusProfile = config.status();
  }

  /**
   * Answers one request; never fails.
   *
   * @param requestId id for the answer and the log
   */
  public Uni<AwsReply> answer(SignableRequest request, Buffer body, String requestId) {
    return Uni.createFrom()
        .deferred(() -> run(request, body))
        .onFailure()
        .recoverWithItem(failure -> error(failure, requestId));
  }

  private Uni<AwsReply> run(SignableRequest request, Buffer body) {
    Operation operation = operation(request);
    Authenticated origin = authenticator.authenticate(request, body.getBytes());
    counters.called(operation.name());
    takeFromQuota(operation, origin.scope());
    JsonObject input = parse(body);
    return operation
        .run()
        .apply(new AwsCall(operation.name(), origin.caller(), origin.scope(), input))
        .map(reply -> new AwsReply(200, reply.map(JsonObject::toBuffer).orElse(Buffer.buffer())));
  }

  private Operation operation(SignableRequest request) {
    String target = request.header("x-amz-target").orElse("");
    Operation operation =
        target.startsWith(TARGET_PREFIX)
            ? operations.get(target.substring(TARGET_PREFIX.length()))
            : null;
    if (operation == null) {
      throw KmsRefusal.silent(KmsError.UNKNOWN_OPERATION);
    }
    return operation;
  }

  private void takeFromQuota(Operation operation, Scope scope) {
    if (!limiter.tryTake(scope.account(), scope.region(), operation.quota())) {
      throw KmsRefusal.of(
          KmsError.THROTTLED,
          "You have exceeded the rate at which you may call KMS. Reduce the frequency of your"
              + " calls.");
    }
  }

  private static JsonObject parse(Buffer body) {
    if (body.length() == 0) {
      return new JsonObject();
    }
    try {
      return new JsonObject(body);
    } catch (DecodeException | ClassCastException e) {
      throw KmsRefusal.of(KmsError.SERIALIZATION, "The request is not a JSON object.");
    }
  }

  private AwsReply error(Throwable failure, String requestId) {
    KmsRefusal refusal;
    if (failure instanceof KmsRefusal known) {
      refusal = known;
    } else {
      LOG.errorf(failure, "request %s failed", requestId);
      refusal = KmsRefusal.of(KmsError.INTERNAL, "The service encountered an internal error.");
    }
    KmsError error = refusal.error();
    counters.refused(error.wireName());
    JsonObject body = new JsonObject().put("__type", error.wireName());
    refusal.text().ifPresent(text -> body.put(messageMember(error), text));
    int status =
        switch (statusProfile) {
          case WIRE -> error.wireStatus();
          case MODELLED -> error.modelledStatus();
        };
    return new AwsReply(status, body.toBuffer());
  }

  // AWS: AccessDeniedException alone spells its member with a capital.
  private static String messageMember(KmsError error) {
    return error == KmsError.ACCESS_DENIED ? "Message" : "message";
  }
}
