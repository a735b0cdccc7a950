package io.strongroom.emulator.service;

import io.strongroom.emulator.key.KmsCaller;
import io.strongroom.policy.Policies;
import io.strongroom.policy.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What callers may do by policies of their own. Thread-safe; never blocks. */
@FunctionalInterface
public interface CallerPolicies {

  /**
   * Whoever calls, with policies.
   *
   * @return empty for a caller without policies, to whom belongs what a key's policy gives to the
   *     account
   */
  Optional<Own> of(KmsCaller caller);

  /**
   * What is known of a caller with policies.
   *
   * @param names by which policies of keys name the caller
   * @param policies the caller's own and those of the session, with their limits
   * @param attributes condition keys that tell of the caller
   */
  record Own(Principal names, Policies policies, Map<String, List<String>> attributes) {

    public Own {
      attributes = Map.copyOf(attributes);
    }
  }
}
