package io.strongroom.domain.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is to be set of a version that is there. */
public sealed interface VersionChange {

  /** In place of all tags that it has. */
  record Tags(List<Tag> tags) implements VersionChange {
    public Tags {
      tags = List.copyOf(tags);
    }
  }

  /** In place of what its writer said; tags and lock stay. */
  record Describe(ObjectMetadata metadata) implements VersionChange {}

  /** An archived version can be read until then. */
  record Restore(Instant until) implements VersionChange {}

  /** What protects it. */
  sealed interface OfLock extends VersionChange {}

  /**
   * @param retention empty to take it away
   * @param bypass whether one in governance mode gives way
   */
  record Retain(Optional<Retention> retention, boolean bypass) implements OfLock {}

  /** Whether it is held. */
  record Hold(boolean on) implements OfLock {}
}
