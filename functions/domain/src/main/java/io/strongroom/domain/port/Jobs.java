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
import java.util.Set;
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
   * @param versions objects, without delete markers
   * @param own versions whose data key is wrapped for them alone: each needs a KMS
   * @param bucketKeys of the others, each by a number that stands for it
   * @param last behind which the count goes on; empty when all was counted
   */
  record Counted(
      long versions,
      long bytes,
      long own,
      List<Long> bucketKeys,
      Aside aside,
      Optional<Place> last) {

    /**
     * What is selected as well, or of the others.
     *
     * @param markers delete markers, which are not among the versions
     * @param locked versions that something protects
     * @param lockedBytes of those
     */
    public record Aside(long markers, long locked, long lockedBytes) {}

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
   * What came of a note.
   *
   * @param held whether the lease still held; nothing was done otherwise
   * @param changed which of the outcomes, by their place from 0 on, are changes that were made
   */
  record Noted(boolean held, Set<Integer> changed) {

    public Noted {
      changed = Set.copyOf(changed);
    }
  }

  /**
   * Makes the changes and notes what became of each version. What changed since it was found stays
   * as it is.
   */
  Uni<Noted> note(JobSlice slice, List<JobItem.Outcome> outcomes, Progress progress);

  /**
   * Holds a slice for longer, while a batch of it takes its time.
   *
   * @return whether the lease still held
   */
  Uni<Boolean> renew(JobSlice slice, Duration hold);

  /**
   * A version that failed.
   *
   * @param detail for an operator
   */
  record Finding(String bucket, String key, String version, String reason, String detail) {}

  /** Those of a job, in the order of their names. */
  Uni<List<Finding>> findings(String id, int most);
}
