package io.strongroom.domain.record;

import java.util.UUID;

/**
 * A stretch of a job's versions that somebody holds for a while.
 *
 * @param lease proves who holds it
 * @param done behind which the work goes on
 * @param until the last place of the stretch
 */
public record JobSlice(Job job, int number, UUID lease, Place done, Place until) {

  /** The same slice, further on. */
  public JobSlice doneTo(Place place) {
    return new JobSlice(job, number, lease, place, until);
  }
}
