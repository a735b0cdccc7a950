package io.strongroom.emulator.service;

import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.policy.Policies;
import java.util.Optional;

/** What callers may do by policies of their own. Thread-safe; never blocks. */
@FunctionalInterface
public interface CallerPolicies {

  /**
   * The policies of whoever calls, the caller's own and its limit.
   *
   * @return empty for a caller without policies, to whom belongs what a key's policy gives to the
   *     account
   */
  Optional<Policies> of(KmsCaller caller);
}
