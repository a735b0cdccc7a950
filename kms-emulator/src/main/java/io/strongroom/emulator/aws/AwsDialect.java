package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.audit.AuditEvent;
import io.strongroom.emulator.auth.Authenticated;
import io.strongroom.emulator.auth.Authenticator;
import io.strongroom.emulator.http.KmsRequest;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.intake.Rejection;
import io.strongroom.emulator.json.RequestJson;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.service.Boundaries;
import io.strongroom.emulator.service.CallLimits;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Answers requests of the AWS KMS API. Order: target, signature, the caller's permissions boundary,
 * quota, then the operation's own checks; every call is recorded before it is answered.
 * Thread-safe; never blocks.
 */
@ApplicationScoped
public class AwsDialect {

  private static final String LOOPBACK = "127.0.0.1";
  private static final String IN_PROCESS_AGENT = "strongroom";

  private final AwsOperations operations;
  private final Authenticator authenticator;
  private final Boundaries boundaries;
  private final CallLimits limits;
  private final AwsAnswers answers;

  AwsDialect(
      AwsOperations operations,
      Authenticator authenticator,
      Boundaries boundaries,
      CallLimits limits,
      AwsAnswers answers) {
    this.operations = operations;
    this.authenticator = authenticator;
    this.boundaries = boundaries;
    this.limits = limits;
    this.answers = answers;
  }

  /** Answers one request; never fails. */
  public Uni<WireReply> answer(KmsRequest request) {
    AwsExchange exchange = AwsExchange.of(request);
    return answers.finish(exchange, Uni.createFrom().deferred(() -> run(exchange, request)));
  }

  /**
   * Answers a call of this very process as if it had come over the wire: the same boundary, quota,
   * faults, policies and record; there is only no signature to verify. Never fails.
   */
  public Uni<WireReply> answer(InProcessCall call) {
    AwsExchange exchange =
        new AwsExchange(
            new AuditEvent.Origin(LOOPBACK, IN_PROCESS_AGENT, UUID.randomUUID().toString()));
    return answers.finish(exchange, Uni.createFrom().deferred(() -> run(exchange, call)));
  }

  /**
   * Refuses by the head alone where that is possible; empty when the body may come.
   *
   * @param request without its body
   */
  public Optional<Uni<WireReply>> refuse(KmsRequest request) {
    AwsExchange exchange = AwsExchange.of(request);
    try {
      exchange.operation(operations.find(request.head()).name());
      authenticator.checkHead(request.head());
      return Optional.empty();
    } catch (RuntimeException refusal) {
      return Optional.of(answers.finish(exchange, Uni.createFrom().failure(refusal)));
    }
  }

  /** What a request is told that got no further than the listener. */
  public static JsonObject rejection(Rejection why) {
    return new JsonObject().put("__type", why.awsType()).put("message", why.text());
  }

  private Uni<WireReply> run(AwsExchange exchange, KmsRequest request) {
    AwsOperation operation = operations.find(request.head());
    exchange.operation(operation.name());
    Authenticated origin = authenticator.authenticate(request.head(), request.body().getBytes());
    return run(exchange, operation, origin, () -> parse(request.body()));
  }

  private Uni<WireReply> run(AwsExchange exchange, InProcessCall call) {
    AwsOperation operation = operations.find(call.operation());
    exchange.operation(operation.name());
    Authenticated origin =
        authenticator.ofThisProcess(
            call.accessKeyId(), call.region(), call.principal(), call.objectRequestId());
    return run(exchange, operation, origin, call::input);
  }

  private Uni<WireReply> run(
      AwsExchange exchange,
      AwsOperation operation,
      Authenticated origin,
      Supplier<JsonObject> members) {
    exchange.origin(origin);
    boundaries.require(origin.caller(), operation.name(), exchange.facts());
    JsonObject input = members.get();
    limits.take(operation.name(), QuotaChoice.of(operation, input), origin.scope());
    exchange.input(input);
    return operations.run(operation, exchange);
  }

  private static JsonObject parse(Buffer body) {
    if (body.length() == 0) {
      return new JsonObject();
    }
    return RequestJson.parse(body)
        .orElseThrow(
            () -> KmsRefusal.of(KmsError.SERIALIZATION, "The request is not a JSON object."));
  }
}
