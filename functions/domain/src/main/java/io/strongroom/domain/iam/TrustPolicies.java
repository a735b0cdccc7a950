package io.strongroom.domain.iam;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.identity.Member;
import io.strongroom.domain.port.PrincipalNames;
import io.strongroom.policy.PolicyError;
import io.strongroom.policy.PolicyKind;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may assume roles, as it is written and settled. Thread-safe. */
record TrustPolicies(PrincipalNames names) {

  /**
   * A trust policy with those whom it names as they are now: whoever gets a name later is not
   * meant. Fails with NoPolicy, also for a name of nobody.
   */
  Uni<Optional<Member.Trust>> settled(Optional<String> text, int maxSeconds) {
    if (text.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    Set<String> named = PolicyTexts.require(text.get(), PolicyKind.TRUST).principals();
    Uni<Map<String, String>> known =
        named.isEmpty() ? Uni.createFrom().item(Map.of()) : names.known(named);
    return known
        .invoke(ids -> requireKnown(named, ids))
        .map(ids -> Optional.of(new Member.Trust(text.get(), maxSeconds, ids)));
  }

  private static void requireKnown(Set<String> named, Map<String, String> ids) {
    named.stream()
        .filter(name -> !ids.containsKey(name))
        .min(Comparator.naturalOrder())
        .ifPresent(
            name -> {
              throw new IdentityException(
                  new IdentityError.NoPolicy(
                      PolicyKind.TRUST, new PolicyError.InvalidPrincipal(name)));
            });
  }
}
