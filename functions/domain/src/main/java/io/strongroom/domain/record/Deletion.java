package io.strongroom.domain.record;

import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Wanted;
import java.util.Optional;

/**
 * How a deletion ended.
 *
 * @param version that went, or of the delete marker that came; empty in a bucket without versions
 * @param deleteMarker whether that version is a delete marker
 */
public record Deletion(
    Wanted wanted, Outcome outcome, Optional<VersionId> version, boolean deleteMarker) {

  /** What was done. */
  public enum Outcome {
    /** It went. */
    DONE,
    /** There was nothing, which is no error. */
    NOTHING_THERE,
    /** A delete marker became the current version. */
    MARKED,
    /** The bucket never gave out this version id; nothing was done. */
    UNKNOWN_VERSION,
    /** A retention or a legal hold protects the version; nothing was done. */
    PROTECTED
  }
}
