package io.strongroom.domain.access;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.caller.Caller;
import io.strongroom.policy.Verdict;

/**
 * Where decisions are noted, so that an operator can ask why and read later who did what.
 * Thread-safe; never blocks.
 */
@FunctionalInterface
public interface RefusalLog {

  /** Notes a refusal. What cannot be noted is dropped: a refusal stays one. */
  void note(Refusal refusal);

  /** Notes that a KMS refused. */
  default void keyRefused(KeyRefusal refusal) {}

  /** Notes a refusal that no policy decided. */
  default void ruledOut(RuleRefusal refusal) {}

  /** Notes that something is permitted. */
  default void permitted(Permitted permitted) {}

  /**
   * Something that a caller may do.
   *
   * @param action as policies call it
   * @param arn of what it is done to
   * @param owner the account that owns that
   */
  record Permitted(Caller caller, String action, String arn, AccountId owner, Verdict verdict) {}
}
