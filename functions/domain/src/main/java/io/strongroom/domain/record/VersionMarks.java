package io.strongroom.domain.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What may be set of a version at any time, by its writer first. Not secret, and not encrypted:
 * setting it needs no key. Never copied with metadata.
 *
 * @param tags in the order given
 * @param restoredUntil how long an archived version can be read after it was last restored; empty
 *     when it never was
 * @param replication empty where no rule asks for copies; set by the service, and by nobody else
 */
public record VersionMarks(
    List<Tag> tags,
    ObjectLock lock,
    Optional<Instant> restoredUntil,
    Optional<ReplicationStatus> replication) {

  private static final VersionMarks NONE = new VersionMarks(List.of(), ObjectLock.none());

  public VersionMarks {
    tags = List.copyOf(tags);
  }

  /** Of a version that was never restored and that nobody copies, as every new one. */
  public VersionMarks(List<Tag> tags, ObjectLock lock) {
    this(tags, lock, Optional.empty(), Optional.empty());
  }

  /** The same marks of a version whose copies are so far. */
  public VersionMarks with(ReplicationStatus status) {
    return new VersionMarks(tags, lock, restoredUntil, Optional.of(status));
  }

  /** No tag, no lock. */
  public static VersionMarks none() {
    return NONE;
  }

  /** The same tags under no lock: what a copy may take from its source. */
  public VersionMarks unlocked() {
    return new VersionMarks(tags, ObjectLock.none());
  }

  /** The same with other tags. */
  public VersionMarks tagged(List<Tag> others) {
    return new VersionMarks(others, lock, restoredUntil, replication);
  }

  /** The same under another lock. */
  public VersionMarks locked(ObjectLock other) {
    return new VersionMarks(tags, other, restoredUntil, replication);
  }

  /** The same, of a version that was restored, or never was. */
  public VersionMarks restored(Optional<Instant> until) {
    return new VersionMarks(tags, lock, until, replication);
  }
}
