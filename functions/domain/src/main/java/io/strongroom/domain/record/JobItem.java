package io.strongroom.domain.record;

import io.strongroom.domain.name.VersionRef;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A version that a job is to work on.
 *
 * @param found the version, or a delete marker; empty when its row cannot be read
 * @param size plaintext length in bytes
 * @param seen stands for how its row was: whoever writes another object, appends to it or takes
 *     another key makes it another one. Tags and locks may change
 */
public record JobItem(VersionRef ref, Optional<Version> found, long size, String seen) {

  /**
   * How a version is to be from now on.
   *
   * @param blobs that take the place of those that it names; none where its data stays
   * @param bytes of the one new blob, where it rests beside its record
   */
  public record Change(ObjectVersion to, List<UUID> blobs, Optional<SealedBytes> bytes) {

    public Change {
      blobs = List.copyOf(blobs);
    }

    /** The new blobs that somebody else holds: they are in vain unless the change is made. */
    public List<UUID> blobsElsewhere() {
      return bytes.isPresent() ? List.of() : blobs;
    }
  }

  /**
   * What a job made of a version.
   *
   * @param changed how it is to be from now on, if it still is as it was found
   * @param reason in one word; empty where there is nothing to say
   * @param detail for those that failed, for an operator
   */
  public record Outcome(
      JobItem item, Job.Result result, String reason, Optional<Change> changed, String detail) {

    /** Left as it is, as the rules say. */
    public static Outcome skipped(JobItem item, String reason) {
      return new Outcome(item, Job.Result.SKIPPED, reason, Optional.empty(), "");
    }

    /** Left as it is, and not as it should be. */
    public static Outcome failed(JobItem item, String reason, String detail) {
      return new Outcome(item, Job.Result.FAILED, reason, Optional.empty(), detail);
    }

    /** To be under another key; its data stays. */
    public static Outcome changed(JobItem item, ObjectVersion to) {
      return changed(item, new Change(to, List.of(), Optional.empty()));
    }

    /** To be replaced. */
    public static Outcome changed(JobItem item, Change change) {
      return new Outcome(item, Job.Result.CHANGED, "", Optional.of(change), "");
    }

    /** Written down. */
    public static Outcome listed(JobItem item) {
      return new Outcome(item, Job.Result.LISTED, "", Optional.empty(), "");
    }

    /** To be copied. */
    public static Outcome queued(JobItem item) {
      return new Outcome(item, Job.Result.QUEUED, "", Optional.empty(), "");
    }

    /** To go. */
    public static Outcome erased(JobItem item) {
      return new Outcome(item, Job.Result.ERASED, "", Optional.empty(), "");
    }

    /** Found to be as it should. */
    public static Outcome verified(JobItem item) {
      return new Outcome(item, Job.Result.VERIFIED, "", Optional.empty(), "");
    }
  }
}
