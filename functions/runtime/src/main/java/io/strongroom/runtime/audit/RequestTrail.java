package io.strongroom.runtime.audit;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.domain.access.KeyRefusal;
import io.strongroom.domain.access.Refusal;
import io.strongroom.domain.access.RefusalLog.Permitted;
import io.strongroom.domain.access.RuleRefusal;
import io.strongroom.domain.caller.CallFacts;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.port.RequestRecords.Decision;
import io.strongroom.domain.port.RequestRecords.RequestRecord;
import io.strongroom.domain.port.RequestRecords.Target;
import io.strongroom.domain.port.RequestRecords.Who;
import io.strongroom.domain.port.RequestRecords.Work;
import io.strongroom.policy.Verdict;
import io.strongroom.protocol.http.Route;
import io.strongroom.protocol.http.WireRequest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Follows requests by their ids, which decisions and calls to a KMS carry, and hands each to the
 * records when it has ended. Thread-safe; blocks only where it is closed.
 */
public final class RequestTrail {

  private static final int LONGEST = 1_100;

  private final Map<String, Tally> running = new ConcurrentHashMap<>();
  private final Optional<RequestWriter> records;
  private final InstantSource clock;

  /**
   * @param records empty where none are kept
   */
  public RequestTrail(Optional<RequestWriter> records, InstantSource clock) {
    this.records = records;
    this.clock = clock;
  }

  /**
   * What the connection tells of a request that has ended.
   *
   * @param encryption as the answer tells it
   * @param caller who sent it, whether something was decided or not
   */
  public record Ended(
      int status, long bytesIn, long bytesOut, String encryption, Optional<Caller> caller) {}

  /**
   * A request begins.
   *
   * @param ended asked when it has ended
   * @return to be run then
   */
  public Runnable begin(WireRequest request, Route route, Supplier<Ended> ended) {
    if (records.isEmpty()) {
      return () -> {};
    }
    running.put(request.requestId(), new Tally());
    return () -> {
      Tally tally = running.remove(request.requestId());
      if (tally != null) {
        RequestRecord record = record(request, route, tally.sum(), ended.get());
        records.ifPresent(writer -> writer.add(record));
      }
    };
  }

  /**
   * Nothing is answered any more: what is noted goes to the records. Blocks some seconds at most.
   */
  public void close() {
    records.ifPresent(RequestWriter::close);
  }

  private RequestRecord record(WireRequest request, Route route, Tally.Sum sum, Ended ended) {
    return new RequestRecord(
        clock.instant(),
        request.requestId(),
        who(sum.caller().or(ended::caller), request.address().orElse("")),
        route.operation().wireName(),
        new Target(cut(route.bucket().orElse("")), cut(route.key().orElse("")), sum.owner()),
        sum.decision(),
        new Work(
            ended.status(),
            ended.bytesIn(),
            ended.bytesOut(),
            ended.encryption(),
            sum.kmsCalls(),
            sum.kmsKey()));
  }

  private static Who who(Optional<Caller> caller, String address) {
    Function<Function<Caller, String>, String> told = what -> caller.map(what).orElse("");
    return new Who(
        caller.map(Caller::account).orElse(AccountId.NOBODY),
        caller.map(Caller::principal).orElse(PrincipalName.SERVICE),
        told.apply(who -> who.facts().signing().map(CallFacts.Signing::accessKeyId).orElse("")),
        told.apply(
            who ->
                who.identity()
                    .profile()
                    .facts()
                    .sourceIdentity()
                    .orElseGet(() -> who.identity().profile().principalArn())),
        address);
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
  }

  /** Something was permitted. */
  public void permitted(Permitted permitted) {
    Optional<Verdict.Decider> by =
        permitted.verdict() instanceof Verdict.Allowed(Optional<Verdict.Decider> found)
            ? found
            : Optional.empty();
    note(
        permitted.caller(),
        permitted.owner(),
        new Decision("allowed", permitted.action(), shown(by), 1));
  }

  /** Something was refused, or would have been. */
  public void refused(Refusal refusal) {
    note(
        refusal.caller(),
        refusal.owner(),
        new Decision(
            refusal.enforced() ? "denied" : "noted",
            refusal.action(),
            shown(refusal.decider()),
            1));
  }

  /** A KMS refused. */
  public void refused(KeyRefusal refusal) {
    note(refusal.caller(), refusal.owner(), new Decision("denied", refusal.action(), "kms", 1));
  }

  /** Something was refused, and no policy decided it. */
  public void refused(RuleRefusal refusal) {
    note(
        refusal.caller(),
        refusal.owner(),
        new Decision("denied", refusal.permission(), refusal.rule().name(), 1));
  }

  private void note(Caller caller, AccountId owner, Decision decision) {
    Tally tally = running.get(caller.requestId());
    if (tally != null) {
      tally.decided(caller, owner, decision);
    }
  }

  private static String shown(Optional<Verdict.Decider> by) {
    return by.map(
            one ->
                one.policy()
                    + "#"
                    + one.statement()
                        .sid()
                        .filter(sid -> !sid.isEmpty())
                        .orElseGet(() -> String.valueOf(one.statement().index() + 1)))
        .orElse("");
  }

  /** A KMS is called for a request. */
  public void kms(String requestId, String keyId) {
    Tally tally = running.get(requestId);
    if (tally != null) {
      tally.kms(keyId);
    }
  }
}
