package io.strongroom.emulator.dew;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.audit.AuditLog;
import io.strongroom.emulator.auth.Authenticated;
import io.strongroom.emulator.auth.DewAuthenticator;
import io.strongroom.emulator.http.KmsRequest;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.intake.Rejection;
import io.strongroom.emulator.json.RequestJson;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.limit.Counted;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.service.Boundaries;
import io.strongroom.emulator.service.CallLimits;
import io.strongroom.signing.SignableRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Answers requests of the Huawei DEW KMS API, most of them {@code POST /v1.0/{project}/kms/{verb}}.
 * Order: path, signature, the caller's permissions boundary, quota, then the operation's own
 * checks; every call is recorded before it is answered. Thread-safe; never blocks.
 */
@ApplicationScoped
public class DewDialect {

  private final DewOperations operations;
  private final DewAuthenticator authenticator;
  private final Boundaries boundaries;
  private final CallLimits limits;
  private final AuditLog audit;

  DewDialect(
      DewOperations operations,
      DewAuthenticator authenticator,
      Boundaries boundaries,
      CallLimits limits,
      AuditLog audit) {
    this.operations = operations;
    this.authenticator = authenticator;
    this.boundaries = boundaries;
    this.limits = limits;
    this.audit = audit;
  }

  /** Whether a path belongs to this dialect. */
  public static boolean owns(String path) {
    return path.startsWith("/v1.0/") || path.startsWith("/v2/");
  }

  /** Answers one request; never fails. */
  public Uni<WireReply> answer(KmsRequest request) {
    DewExchange exchange = new DewExchange(request);
    return finish(exchange, Uni.createFrom().deferred(() -> run(exchange)));
  }

  /**
   * Refuses by the head alone where that is possible; empty when the body may come.
   *
   * @param request without its body
   */
  public Optional<Uni<WireReply>> refuse(KmsRequest request) {
    DewExchange exchange = new DewExchange(request);
    try {
      authenticator.checkHead(request.head(), find(exchange).path().project());
      return Optional.empty();
    } catch (RuntimeException refusal) {
      return Optional.of(finish(exchange, Uni.createFrom().failure(refusal)));
    }
  }

  /** What a request is told that got no further than the listener. */
  public static JsonObject rejection(Rejection why, String requestId) {
    return DewErrors.body(new DewRefusal(why.status(), why.dewCode(), why.text()), requestId);
  }

  private Uni<WireReply> finish(DewExchange exchange, Uni<WireReply> outcome) {
    return outcome
        .onFailure()
        .recoverWithItem(failure -> refuse(failure, exchange))
        .call(reply -> audit.record(exchange::event))
        .onFailure()
        .recoverWithItem(failure -> refuse(failure, exchange))
        .map(reply -> limits.answered(reply, exchange.answered()));
  }

  private DewOperations.Found find(DewExchange exchange) {
    SignableRequest head = exchange.request().head();
    DewOperations.Found found = operations.find(head.method(), head.rawPath());
    exchange.operation(found.operation().verb());
    return found;
  }

  private Uni<WireReply> run(DewExchange exchange) {
    DewOperations.Found found = find(exchange);
    DewOperation operation = found.operation();
    String project = found.path().project();
    Buffer body = exchange.request().body();
    Authenticated origin =
        authenticator.authenticate(exchange.request().head(), body.getBytes(), project);
    exchange.origin(origin, project);
    boundaries.requireNone(origin.caller(), asked(exchange, operation), exchange.facts());
    take(operation, origin);
    JsonObject input =
        body.length() == 0 ? query(exchange.request().head().rawQuery()) : parse(body);
    found.path().variables().forEach((name, value) -> put(input, name, value));
    exchange.input(input);
    DewMembers.requireKnown(operation.verb(), input);
    return operations.run(operation, exchange);
  }

  // DEW: one verb may be several operations, of which a GET only reads.
  private static String asked(DewExchange exchange, DewOperation operation) {
    return exchange.request().head().method().equals("GET")
        ? "GET " + operation.verb()
        : operation.verb();
  }

  // DEW: quotas are per user and, for all users together, higher.
  private void take(DewOperation operation, Authenticated origin) {
    Region region = origin.scope().region();
    Quota own = operation.quota();
    if (!limits.tryTake(
        operation.verb(), own, new Counted(origin.caller().principal().text(), region))) {
      throw DewErrors.throttled("user", limits.rate(own, region));
    }
    Optional<Quota> all = own.ofAllUsers();
    if (all.isPresent()
        && !limits.tryTakeToo(operation.verb(), all.get(), new Counted("", region))) {
      throw DewErrors.throttled("api", limits.rate(all.get(), region));
    }
  }

  private WireReply refuse(Throwable failure, DewExchange exchange) {
    String requestId = exchange.request().requestId();
    DewRefusal refusal = DewErrors.of(failure, requestId);
    exchange.refused(refusal);
    limits.refused(refusal.code());
    return DewErrors.render(refusal, requestId);
  }

  // What the path says stands among the members; a body that says otherwise is refused.
  private static void put(JsonObject input, String name, String value) {
    Object given = input.getValue(name);
    if (given != null && !given.equals(value)) {
      throw DewRefusal.invalid(name);
    }
    input.put(name, value);
  }

  private static JsonObject query(String rawQuery) {
    JsonObject members = new JsonObject();
    new QueryStringDecoder(rawQuery, false)
        .parameters()
        .forEach((name, values) -> members.put(name, once(name, values)));
    RequestJson.requireStorable(members);
    return members;
  }

  private static String once(String name, List<String> values) {
    if (values.size() > 1) {
      throw DewRefusal.invalid(name);
    }
    return values.getFirst();
  }

  private static JsonObject parse(Buffer body) {
    return RequestJson.parse(body)
        .orElseThrow(() -> KmsRefusal.of(KmsError.SERIALIZATION, "The body is not a JSON object."));
  }
}
