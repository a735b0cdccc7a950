package io.strongroom.policy;

import java.util.List;
import java.util.Optional;

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

  /** No policy at all. */
  public static Policies none() {
    return new Policies(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
