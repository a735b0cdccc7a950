package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.port.Jobs.Counted;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobTask;
import io.strongroom.domain.record.Place;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Counts what a job would work on, and what that costs. For one count; not thread-safe. */
final class Estimation {

  private static final int STEP = 50_000;

  /** Beyond so many keys of buckets the calls are told as fewer than they are. */
  private static final int MOST_KEYS = 1_000_000;

  private final Jobs jobs;
  private final AccountId account;
  private final JobSelection selection;
  private final Set<Long> bucketKeys = new HashSet<>();
  private Place place = Place.START;
  private long versions;
  private long bytes;
  private long own;
  private long markers;
  private long locked;
  private long lockedBytes;

  Estimation(Jobs jobs, AccountId account, JobSelection selection) {
    this.jobs = jobs;
    this.account = account;
    this.selection = selection;
  }

  Uni<Job.Estimate> of(JobTask task) {
    return Steps.run(() -> jobs.count(account, selection, place, STEP).map(this::add))
        .map(done -> estimate(task));
  }

  private boolean add(Counted counted) {
    versions += counted.versions();
    bytes += counted.bytes();
    own += counted.own();
    markers += counted.aside().markers();
    locked += counted.aside().locked();
    lockedBytes += counted.aside().lockedBytes();
    if (bucketKeys.size() < MOST_KEYS) {
      bucketKeys.addAll(counted.bucketKeys());
    }
    counted.last().ifPresent(last -> place = last);
    return counted.last().isPresent();
  }

  /** Erased is everything but what is locked, delete markers too. */
  private Job.Estimate estimate(JobTask task) {
    return switch (task) {
      case JobTask.Erase() ->
          new Job.Estimate(versions + markers - locked, bytes - lockedBytes, 0, locked);
      case JobTask.Inventory _, JobTask.Replicate _ ->
          new Job.Estimate(versions + markers, bytes, 0, locked);
      case JobTask.Rewrap _, JobTask.Encrypt _, JobTask.Verify _, JobTask.ReEncrypt _ ->
          new Job.Estimate(versions, bytes, calls(task), locked);
    };
  }

  /** One for each key that is to be opened or made. Keys of buckets that are made come on top. */
  private long calls(JobTask task) {
    long opened = own + bucketKeys.size();
    return opened
        + switch (task) {
          case JobTask.Rewrap(JobTask.Target.KmsKey(var _, Optional<Boolean> bucketKey)) ->
              bucketKey.orElse(true) ? 0 : versions - own;
          case JobTask.Encrypt(JobTask.Target.KmsKey(var _, Optional<Boolean> bucketKey)) ->
              bucketKey.orElse(true) ? 0 : versions - own;
          case JobTask.Rewrap(JobTask.Target.ServiceKey _) -> 0;
          case JobTask.Encrypt(JobTask.Target.ServiceKey _) -> 0;
          case JobTask.Verify() -> 0;
          // Each has a data key of its own to be made, unless a bucket's is between.
          case JobTask.ReEncrypt(Optional<JobTask.Target.KmsKey> target, var _) ->
              target.flatMap(JobTask.Target.KmsKey::bucketKey).orElse(false) ? 0 : own;
          case JobTask.Erase _, JobTask.Inventory _, JobTask.Replicate _ -> 0;
        };
  }
}
