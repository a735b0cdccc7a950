package io.strongroom.domain.record;

import java.util.List;

/**
 * What may be set of a version at any time, by its writer first. Not secret, and not encrypted:
 * setting it needs no key. Never copied with metadata.
 *
 * @param tags in the order given
 */
public record VersionMarks(List<Tag> tags, ObjectLock lock) {

  private static final VersionMarks NONE = new VersionMarks(List.of(), ObjectLock.none());

  public VersionMarks {
    tags = List.copyOf(tags);
  }

  /** No tag, no lock. */
  public static VersionMarks none() {
    return NONE;
  }

  /** The same tags under no lock: what a copy may take from its source. */
  public VersionMarks unlocked() {
    return new VersionMarks(tags, ObjectLock.none());
  }
}
