package io.strongroom.emulator.fault;

import io.strongroom.crypto.name.AccountId;
import java.util.List;
import java.util.Optional;

/**
 * A fault: which calls, how often, what.
 *
 * @param after whether the operation is carried out first, so that only its answer is lost
 * @param key a text that must be part of the names of the call's key
 * @param source the rule as it was written, for its replay
 */
public record FaultRule(
    String name,
    Optional<String> operation,
    Optional<String> key,
    Optional<AccountId> account,
    Frequency frequency,
    boolean after,
    FaultAction action,
    String source) {

  /**
   * How often a rule strikes among the calls it matches; all must agree.
   *
   * @param first strikes at most this often, at the first calls; 0 for no such bound
   * @param every strikes at every n-th call
   * @param probability strikes with this probability, drawn from {@code seed}
   * @param at strikes at these matching calls, counted from 1; empty for no such bound
   */
  public record Frequency(int first, int every, double probability, long seed, List<Integer> at) {

    public Frequency {
      at = List.copyOf(at);
      if (at.stream().anyMatch(call -> call < 1)) {
        throw new IllegalArgumentException("at must name calls from 1");
      }
      if (first < 0 || every < 1 || !(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException(
            "first must be 0 or more, every 1 or more, probability between 0 and 1");
      }
    }
  }

  /**
   * The call as rules see it.
   *
   * @param request the request's members as text, to tell calls apart
   */
  public record Call(String operation, AccountId account, String keyNames, String request) {

    /** The call without its members, of which some are secret, to be kept. */
    Call withoutRequest() {
      return new Call(operation, account, keyNames, "");
    }
  }

  boolean matches(Call call, boolean isAfter) {
    return after == isAfter
        && operation.map(wanted -> wanted.equals(call.operation())).orElse(true)
        && account.map(wanted -> wanted.equals(call.account())).orElse(true)
        && key.map(wanted -> call.keyNames().contains(wanted)).orElse(true);
  }
}
