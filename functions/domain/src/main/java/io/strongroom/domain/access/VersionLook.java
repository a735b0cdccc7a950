package io.strongroom.domain.access;

import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.Wanted;

/**
 * What a caller wants with a version.
 *
 * @param place of the version: what else has to be so of its bucket, and of its not being there
 */
public record VersionLook(
    Caller caller, Action action, Wanted wanted, AccessConditions conditions, Place place) {

  /** For something that asks no more of the bucket than any reader. */
  public VersionLook(Caller caller, Action action, Wanted wanted) {
    this(caller, action, wanted, AccessConditions.none(), Place.OF_CONTENT);
  }

  /** Where a version has to be, and what a delete marker is in its place. */
  public enum Place {
    /** Anywhere. A current delete marker means that there is no object. */
    OF_CONTENT,
    /** Anywhere. Of a delete marker nothing can be read or set, whether it is named or current. */
    OF_MARKS,
    /** Anywhere. OBS: a delete marker is nothing, even when it is named. */
    OF_MARKS_OR_NOTHING,
    /** In a bucket that locks versions; otherwise as {@link #OF_MARKS}. */
    OF_LOCKS
  }
}
