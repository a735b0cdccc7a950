package io.strongroom.domain.record;

import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.VersionRef;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Something that happened to a version, for one of those who are to do something about it.
 *
 * @param id greater for what happened later under the same key
 * @param lane for whom: what has the same lane and key is dealt with in the order of {@code id}
 * @param event as S3 calls it, without {@code s3:} in front
 * @param facts of the version when it happened
 * @param lease by which the holder is known
 * @param attempts how often it was taken up, this time included
 */
public record Told(
    long id, Lane lane, VersionRef version, String event, Facts facts, UUID lease, int attempts) {

  /**
   * What was so when it happened.
   *
   * @param size bytes of plaintext; empty for a delete marker
   */
  public record Facts(Instant at, OptionalLong size, Optional<ETag> etag) {}

  /**
   * Where something goes.
   *
   * @param name of the destination or configuration
   */
  public record Lane(Kind kind, String name) {

    /** What is done there. */
    public enum Kind {
      /** A copy is made. */
      COPY,
      /** Somebody is told. */
      TELL
    }
  }
}
