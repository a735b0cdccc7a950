package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobSlice;
import io.strongroom.domain.record.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Jobs and their work. Every method is one transaction. What became of versions is noted by the
 * statement that changes them, and by whoever holds the lease only: nothing is counted twice or not
 * at all, whenever a worker ends.
 */
public interface Jobs {

  Uni<Void> create(Job job);

  Uni<Optional<Job>> find(String id);

  /**
   * Newest first.
   *
   * @param account whose jobs; empty for all
   */
  Uni<List<Job>> list(Optional<AccountId> account, int most);

  /**
   * Pauses, goes on with, or cancels a job.
   *
   * @return whether it was in one of these states
   */
  Uni<Boolean> change(String id, List<Job.State> from, Job.State to, Optional<String> reason);

  /**
   * What was counted of a selection.
   *
   * @param own versions whose data key is wrapped for them alone: each needs a KMS
   * @param bucketKeys of the others, each by a number that stands for it
   * @param last behind which the count goes on; empty when all was counted
   */
  record Counted(long versions, long bytes, long own, List<Long> bucketKeys, Optional<Place> last) {

    public Counted {
      bucketKeys = List.copyOf(bucketKeys);
    }
  }

  /**
   * Counts versions of an account that are selected, of so many that are looked at.
   *
   * @param after exclusive
   */
  Uni<Counted> count(AccountId account, JobSelection selection, Place after, int looked);

  /**
   * Takes a piece of work that nobody holds: one that somebody left, else the next one of a job
   * that is active. A job of which nothing is left ends by this.
   */
  Uni<Optional<JobSlice>> claim(UUID lease, Duration hold);

  /**
   * The next versions of a slice.
   *
   * @param last behind which the rest of the slice lies; empty when there is none
   */
  record Batch(List<JobItem> items, Optional<Place> last) {

    public Batch {
      items = List.copyOf(items);
    }
  }

  Uni<Batch> next(JobSlice slice, int most);

  /**
   * What to do with a slice whose lease still holds.
   *
   * @param doneTo up to which place all was dealt with
   * @param ended whether that was all of it
   * @param pause how long nobody is to take it; zero to go on with it
   */
  record Progress(Place doneTo, boolean ended, Duration pause, Duration hold) {}

  /**
   * Makes the changes and notes what became of each version. What changed since it was found stays
   * as it is.
   *
   * @return whether the lease still held; nothing was done otherwise
   */
  Uni<Boolean> note(JobSlice slice, List<JobItem.Outcome> outcomes, Progress progress);

  /**
   * A version that failed.
   *
   * @param detail for an operator
   */
  record Finding(String bucket, String key, String version, String reason, String detail) {}

  /** Those of a job, in the order of their names. */
  Uni<List<Finding>> findings(String id, int most);
}
