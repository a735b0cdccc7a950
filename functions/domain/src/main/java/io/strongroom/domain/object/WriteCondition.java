package io.strongroom.domain.object;

/** What must hold of the object that a write replaces or a delete removes. */
public sealed interface WriteCondition {

  /** Nothing. */
  record Always() implements WriteCondition {}

  /** {@code If-None-Match: *}. */
  record IfAbsent() implements WriteCondition {}

  /** {@code If-Match}. */
  record IfMatches(ETag etag) implements WriteCondition {}
}
