package io.strongroom.emulator.dew;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.emulator.audit.AuditEvent;
import io.strongroom.emulator.audit.CallTrail;
import io.strongroom.emulator.auth.Authenticated;
import io.strongroom.emulator.fault.FaultRule;
import io.strongroom.emulator.http.KmsRequest;
import io.strongroom.emulator.key.KeyArn;
import io.strongroom.emulator.operation.Call;
import io.strongroom.emulator.service.CallLimits;
import io.strongroom.emulator.service.RequestFacts;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is known about one request while it is being answered, so that its record is complete
 * however it ends. One thread at a time.
 */
final class DewExchange {

  /** Members that go into records: a list of what may, so that no secret ever does. */
  private static final List<String> RECORDED =
      List.of(
          "key_id",
          "key_alias",
          "key_spec",
          "key_usage",
          "encryption_context",
          "additional_authenticated_data",
          "datakey_length",
          "datakey_plain_length",
          "datakey_cipher_length",
          "pending_days",
          "rotation_interval",
          "grantee_principal",
          "operations",
          "grant_id");

  private final KmsRequest request;
  private final CallTrail trail = new CallTrail();
  private final List<String> faults = new ArrayList<>();
  private final long startInNanos = System.nanoTime();
  private String verb = "unknown";
  private String project = "";
  private Optional<Authenticated> origin = Optional.empty();
  private JsonObject input = new JsonObject();
  private Optional<DewRefusal> refusal = Optional.empty();

  DewExchange(KmsRequest request) {
    this.request = request;
  }

  KmsRequest request() {
    return request;
  }

  void operation(String name) {
    verb = name;
  }

  void origin(Authenticated authenticated, String ofPath) {
    origin = Optional.of(authenticated);
    project = ofPath;
  }

  String operation() {
    return verb;
  }

  void input(JsonObject members) {
    input = members;
  }

  void struck(String fault) {
    faults.add(fault);
  }

  /** How the call went, when it ends now. */
  CallLimits.Answered answered() {
    return new CallLimits.Answered(verb, faults, System.nanoTime() - startInNanos);
  }

  void refused(DewRefusal why) {
    refusal = Optional.of(why);
  }

  DewCall call(DewKeys keys) {
    Authenticated who = origin.orElseThrow();
    Call call = new Call(who.caller(), who.scope(), keys.in(project), facts(), trail);
    return new DewCall(verb, project, new DewInput(input), call);
  }

  /** What policies may ask about the request itself. */
  RequestFacts facts() {
    return new RequestFacts(request.peer(), request.head().header("user-agent").orElse(""));
  }

  FaultRule.Call faultCall() {
    String keys = trail.keys().stream().map(KeyArn::toString).collect(Collectors.joining(" "));
    return new FaultRule.Call(
        verb,
        origin.map(known -> known.scope().account()).orElse(AccountId.NOBODY),
        input.getValue("key_id", "") + " " + keys,
        input.encode());
  }

  AuditEvent event(Instant time) {
    JsonObject recorded = new JsonObject();
    RECORDED.stream()
        .filter(input::containsKey)
        .forEach(name -> recorded.put(name, input.getValue(name)));
    return new AuditEvent(
        verb,
        time,
        origin.map(Authenticated::caller),
        origin.map(known -> known.scope().region()),
        recorded,
        trail.keys(),
        new AuditEvent.Origin(
            request.peer(), request.head().header("user-agent").orElse(""), request.requestId()),
        refusal.map(why -> new AuditEvent.Failure(why.code(), why.text())));
  }
}
