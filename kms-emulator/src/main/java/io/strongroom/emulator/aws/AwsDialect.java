package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
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

/**
 * Answers requests of the AWS KMS API. Order: target, signature, the caller's permissions boundary,
 * quota, then the operation's own checks; every call is recorded before it is answered.
 * Thread-safe; never blocks.
 */
@ApplicationScoped
public class AwsDialect {

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
    AwsExchange exchange = new AwsExchange(request);
    return answers.finish(exchange, Uni.createFrom().deferred(() -> run(exchange)));
  }

  /**
   * Refuses by the head alone where that is possible; empty when the body may come.
   *
   * @param request without its body
   */
  public Optional<Uni<WireReply>> refuse(KmsRequest request) {
    AwsExchange exchange = new AwsExchange(request);
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

  private Uni<WireReply> run(AwsExchange exchange) {
    AwsOperation operation = operations.find(exchange.request().head());
    exchange.operation(operation.name());
    Buffer body = exchange.request().body();
    Authenticated origin = authenticator.authenticate(exchange.request().head(), body.getBytes());
    exchange.origin(origin);
    boundaries.require(origin.caller(), operation.name());
    JsonObject input = parse(body);
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
