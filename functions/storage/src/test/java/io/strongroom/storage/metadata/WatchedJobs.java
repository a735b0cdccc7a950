package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobSlice;
import io.strongroom.domain.record.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Jobs whose statements something may happen before and after, each by its number from 1 on. */
final class WatchedJobs implements Jobs {

  private final Jobs real;
  private final IntFunction<Uni<Void>> before;
  private final IntFunction<Uni<Void>> after;
  private final AtomicInteger steps = new AtomicInteger();

  WatchedJobs(Jobs real, IntFunction<Uni<Void>> before, IntFunction<Uni<Void>> after) {
    this.real = real;
    this.before = before;
    this.after = after;
  }

  /** Whoever is killed hears no answer, and sends nothing more. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Those of a worker that is killed at a step: before its statement reaches the database, or
   * afterwards.
   */
  static Jobs dying(Jobs real, int last, boolean afterwards) {
    return new WatchedJobs(
        real,
        step -> killedFrom(afterwards ? last + 1 : last, step),
        step -> killedFrom(last, step));
  }

  private static Uni<Void> killedFrom(int first, int step) {
    return step < first ? Uni.createFrom().voidItem() : Uni.createFrom().failure(new Killed());
  }

  /** Those of a worker that has read a batch when something happens. */
  static Jobs meddled(Jobs real, Supplier<Uni<Void>> meddling) {
    return new WatchedJobs(
        real,
        step -> Uni.createFrom().voidItem(),
        step -> step == 2 ? meddling.get() : Uni.createFrom().voidItem());
  }

  private <T> Uni<T> step(Supplier<Uni<T>> statement) {
    return Uni.createFrom()
        .deferred(
            () -> {
              int step = steps.incrementAndGet();
              return before.apply(step).chain(statement::get).call(answer -> after.apply(step));
            });
  }

  @Override
  public Uni<Void> create(Job job) {
    return step(() -> real.create(job));
  }

  @Override
  public Uni<Optional<Job>> find(String id) {
    return step(() -> real.find(id));
  }

  @Override
  public Uni<List<Job>> list(Optional<AccountId> account, int most) {
    return step(() -> real.list(account, most));
  }

  @Override
  public Uni<Boolean> change(
      String id, List<Job.State> from, Job.State to, Optional<String> reason) {
    return step(() -> real.change(id, from, to, reason));
  }

  @Override
  public Uni<Counted> count(AccountId account, JobSelection selection, Place after, int looked) {
    return step(() -> real.count(account, selection, after, looked));
  }

  @Override
  public Uni<Optional<JobSlice>> claim(UUID lease, Duration hold) {
    return step(() -> real.claim(lease, hold));
  }

  @Override
  public Uni<Batch> next(JobSlice slice, int most) {
    return step(() -> real.next(slice, most));
  }

  @Override
  public Uni<Noted> note(JobSlice slice, List<JobItem.Outcome> outcomes, Progress progress) {
    return step(() -> real.note(slice, outcomes, progress));
  }

  /** No step: it is sent whenever its time has come. */
  @Override
  public Uni<Boolean> renew(JobSlice slice, Duration hold) {
    return real.renew(slice, hold);
  }

  @Override
  public Uni<List<Finding>> findings(String id, int most) {
    return step(() -> real.findings(id, most));
  }
}
