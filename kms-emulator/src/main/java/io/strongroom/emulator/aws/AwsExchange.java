package io.strongroom.emulator.aws;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.emulator.audit.AuditEvent;
import io.strongroom.emulator.audit.CallTrail;
import io.strongroom.emulator.auth.Authenticated;
import io.strongroom.emulator.fault.FaultRule;
import io.strongroom.emulator.http.KmsRequest;
import io.strongroom.emulator.http.WireReply;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.operation.Call;
import io.strongroom.emulator.operation.KeyNaming;
import io.strongroom.emulator.service.CallLimits;
import io.strongroom.emulator.service.RequestFacts;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known about one request while it is being answered, so that its record is complete
 * however it ends. One thread at a time.
 */
final class AwsExchange {

  private static final String GIVEN_TO = "x-strongroom-given-to";

  private static final List<String> KEY_NAMES =
      List.of("KeyId", "SourceKeyId", "DestinationKeyId", "TargetKeyId");

  private final AuditEvent.Origin from;
  private final CallTrail trail = new CallTrail();
  private final List<String> faults = new ArrayList<>();
  private final long startInNanos = System.nanoTime();
  private String operation = "Unknown";
  private Optional<Authenticated> origin = Optional.empty();
  private JsonObject input = new JsonObject();
  private Optional<KmsRefusal> refusal = Optional.empty();

  AwsExchange(AuditEvent.Origin from) {
    this.from = from;
  }

  static AwsExchange of(KmsRequest request) {
    return new AwsExchange(
        new AuditEvent.Origin(
            request.peer(), request.head().header("user-agent").orElse(""), request.requestId()));
  }

  String requestId() {
    return from.requestId();
  }

  void operation(String name) {
    operation = name;
  }

  String operation() {
    return operation;
  }

  void origin(Authenticated authenticated) {
    origin = Optional.of(authenticated);
  }

  /** Whether a service calls, in the name of somebody. */
  boolean isForSomebody() {
    return origin.filter(known -> known.caller().service().isPresent()).isPresent();
  }

  /** The answer, which tells those who call for somebody whom the key lets use it. */
  WireReply told(WireReply reply) {
    return refusal.isEmpty() && isForSomebody()
        ? trail.givenTo().map(to -> reply.with(Map.of(GIVEN_TO, to))).orElse(reply)
        : reply;
  }

  void input(JsonObject members) {
    input = members;
  }

  void struck(String fault) {
    faults.add(fault);
  }

  /** How the call went, when it ends now. */
  CallLimits.Answered answered() {
    return new CallLimits.Answered(operation, faults, System.nanoTime() - startInNanos);
  }

  void refused(KmsRefusal why) {
    refusal = Optional.of(why);
  }

  AwsCall call(KeyNaming naming) {
    Authenticated who = origin.orElseThrow();
    return new AwsCall(
        operation, input, new Call(who.caller(), who.scope(), naming, facts(), trail));
  }

  /** What policies may ask about the request itself. */
  RequestFacts facts() {
    return new RequestFacts(from.address(), from.userAgent());
  }

  FaultRule.Call faultCall() {
    Stream<String> given = KEY_NAMES.stream().map(name -> input.getValue(name, "").toString());
    String names =
        Stream.concat(given, trail.keys().stream().map(KeyArn::toString))
            .collect(Collectors.joining(" "));
    return new FaultRule.Call(
        operation,
        origin.map(known -> known.scope().account()).orElse(AccountId.NOBODY),
        names,
        input.encode());
  }

  AuditEvent event(Instant time) {
    return new AuditEvent(
        operation,
        time,
        origin.map(Authenticated::caller),
        origin.map(known -> known.scope().region()),
        RecordedMembers.of(input),
        trail.keys(),
        from,
        refusal.map(why -> new AuditEvent.Failure(why.error().wireName(), why.text().orElse(""))));
  }
}
