package io.strongroom.policy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All policies that have a say in a request.
 *
 * @param identity of the user and its groups, or of the role
 * @param resource of the bucket or key
 * @param session of a session that has one
 */
public record Policies(
    List<Named> identity,
    Optional<Named> resource,
    Optional<Named> boundary,
    Optional<Named> session) {

  /**
   * A policy.
   *
   * @param name by which an administrator knows it
   */
  public record Named(String name, Policy policy) {}

  public Policies {
    identity = List.copyOf(identity);
  }

  /** The condition keys that answers may depend on, in lower case. */
  public Set<String> conditionKeys() {
    Set<String> keys = Set.of();
    for (Named named : all()) {
      Set<String> more = named.policy().conditionKeys();
      keys = keys.isEmpty() ? more : union(keys, more);
    }
    return keys;
  }

  private List<Named> all() {
    List<Named> all = new ArrayList<>(identity);
    resource.ifPresent(all::add);
    boundary.ifPresent(all::add);
    session.ifPresent(all::add);
    return all;
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    if (more.isEmpty()) {
      return some;
    }
    Set<String> both = new HashSet<>(some);
    both.addAll(more);
    return both;
  }

  /** No policy at all. */
  public static Policies none() {
    return new Policies(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
