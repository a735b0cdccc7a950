package io.strongroom.runtime.audit;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.port.RequestRecords.Decision;
import java.util.Optional;

/** What is learned of one request while it runs, by whatever threads. */
final class Tally {

  private static final Decision NONE = new Decision("none", "", "", 0);
  private static final String ALLOWED = "allowed";

  private Decision decision = NONE;
  private AccountId owner = AccountId.NOBODY;
  private Optional<Caller> caller = Optional.empty();
  private int kmsCalls;
  private String kmsKey = "";

  /** What a refusal or the first permission was; a refusal counts more. */
  synchronized void decided(Caller by, AccountId ownedBy, Decision made) {
    caller = Optional.of(by);
    boolean more =
        decision.equals(NONE)
            || (decision.verdict().equals(ALLOWED) && !made.verdict().equals(ALLOWED));
    Decision counted = more ? made : decision;
    if (more) {
      owner = ownedBy;
    }
    decision =
        new Decision(
            counted.verdict(), counted.action(), counted.policy(), decision.questions() + 1);
  }

  synchronized void kms(String keyId) {
    kmsCalls++;
    kmsKey = keyId;
  }

  /** What is known in the end. */
  record Sum(
      Decision decision, AccountId owner, Optional<Caller> caller, int kmsCalls, String kmsKey) {}

  synchronized Sum sum() {
    return new Sum(decision, owner, caller, kmsCalls, kmsKey);
  }
}
