package io.strongroom.domain.access;

import io.smallrye.mutiny.Uni;

/**
 * Decides whether a caller may do something. Deny by default. Each operation asks once, a batch
 * once per key, and a copy for its source as well. Thread-safe.
 */
@FunctionalInterface
public interface Authorizer {

  /** Fails with AccessDenied when not. */
  Uni<Void> require(AccessRequest request);

  /** Keeps why something was refused that this one had let through. */
  default void note(RuleRefusal refusal) {}
}
