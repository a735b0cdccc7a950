package io.strongroom.domain.record;

import io.strongroom.domain.name.VersionRef;
import java.util.Optional;

/**
 * A version that a job is to work on.
 *
 * @param found the version, or a delete marker; empty when its row cannot be read
 * @param size plaintext length in bytes
 */
public record JobItem(VersionRef ref, Optional<Version> found, long size) {

  /**
   * What a job made of a version.
   *
   * @param changed how it is to be from now on, if it still is as it was found
   * @param reason in one word; empty where there is nothing to say
   * @param detail for those that failed, for an operator
   */
  public record Outcome(
      JobItem item,
      Job.Result result,
      String reason,
      Optional<ObjectVersion> changed,
      String detail) {

    /** Left as it is, as the rules say. */
    public static Outcome skipped(JobItem item, String reason) {
      return new Outcome(item, Job.Result.SKIPPED, reason, Optional.empty(), "");
    }

    /** Left as it is, and not as it should be. */
    public static Outcome failed(JobItem item, String reason, String detail) {
      return new Outcome(item, Job.Result.FAILED, reason, Optional.empty(), detail);
    }

    /** To be replaced. */
    public static Outcome changed(JobItem item, ObjectVersion to) {
      return new Outcome(item, Job.Result.CHANGED, "", Optional.of(to), "");
    }

    /** Found to be as it should. */
    public static Outcome verified(JobItem item) {
      return new Outcome(item, Job.Result.VERIFIED, "", Optional.empty(), "");
    }
  }
}
