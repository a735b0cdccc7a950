package io.strongroom.domain.record;

import java.util.Optional;

/**
 * A bucket and what was looked for in it, both as they were at one moment.
 *
 * @param bucket empty when there is none of this name
 * @param found empty when the bucket has no such thing
 */
public record Located<T>(Optional<Bucket> bucket, Optional<T> found) {

  /** There is no such bucket. */
  public static <T> Located<T> nowhere() {
    return new Located<>(Optional.empty(), Optional.empty());
  }
}
