package io.strongroom.policy;

import io.strongroom.policy.Principal.Name;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom a statement is about. Immutable.
 *
 * @param domains whether the names are in Huawei's form
 * @param inverted whether they are those whom it is not about
 * @param everyone whether {@code *} is among them
 */
record PrincipalElement(boolean domains, boolean inverted, boolean everyone, Set<String> names) {

  /** Of policies that are about whoever has them. */
  static final PrincipalElement HOLDER = new PrincipalElement(false, false, true, Set.of());

  PrincipalElement {
    names = Set.copyOf(names);
  }

  /** These principals, by their ids where they have some. */
  PrincipalElement bound(Map<String, String> ids) {
    return new PrincipalElement(
        domains,
        inverted,
        everyone,
        names.stream()
            .map(name -> ids.getOrDefault(name, name))
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** By which name this reaches a caller; empty when it does not. */
  Optional<Reach> reach(Principal caller) {
    if (inverted) {
      return isSpared(caller) ? Optional.empty() : Optional.of(Reach.EVERYONE);
    }
    Optional<Reach> own = domains ? ownByDomain(caller) : closest(caller);
    return own.filter(reach -> reach == Reach.OWN)
        .or(() -> everyone ? Optional.of(Reach.EVERYONE) : own);
  }

  private Optional<Reach> ownByDomain(Principal caller) {
    return caller.domainNames().stream().anyMatch(names::contains)
        ? Optional.of(Reach.OWN)
        : Optional.empty();
  }

  private Optional<Reach> closest(Principal caller) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    return caller.names().stream()
        .filter(name -> names.contains(name.text()))
        .map(Name::reach)
        .min(Reach::compareTo);
  }

  // AWS: a Deny spares a user only when its account is listed too, a session only when session,
  // role and account are. IAM user guide, "AWS JSON policy elements: NotPrincipal".
  private boolean isSpared(Principal caller) {
    if (everyone) {
      return true;
    }
    if (domains) {
      return caller.domainNames().stream().anyMatch(names::contains);
    }
    return !caller.names().isEmpty()
        && Arrays.stream(Reach.values()).allMatch(reach -> isListed(caller, reach));
  }

  private boolean isListed(Principal caller, Reach reach) {
    List<Name> meant = caller.names().stream().filter(name -> name.reach() == reach).toList();
    return meant.isEmpty() || meant.stream().anyMatch(name -> names.contains(name.text()));
  }
}
