package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.CallFacts;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.port.JobActors;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.port.Jobs.Progress;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobSlice;
import io.strongroom.domain.record.JobTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Works on jobs, slice by slice. Any number of workers do so at once, here and elsewhere. One that
 * ends anywhere, however it ends, leaves nothing done twice or forgotten: what it had not noted is
 * done by whoever takes the slice when its lease is over. Thread-safe.
 */
public final class JobWorker {

  /** Few enough that a lease lasts, however the KMS throttles. */
  private static final int BATCH = 50;

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Jobs jobs;
  private final JobActors actors;
  private final JobHands hands;
  private final JobMeter meter;
  private final Duration hold;

  /**
   * @param hold how long a slice is held without a sign of life
   */
  public JobWorker(Jobs jobs, JobActors actors, JobHands hands, JobMeter meter, Duration hold) {
    this.jobs = jobs;
    this.actors = actors;
    this.hands = hands;
    this.meter = meter;
    this.hold = hold;
  }

  /**
   * Takes a slice, if there is one that nobody holds, and works on it to its end, or until that is
   * not possible.
   *
   * @return whether there was one
   */
  public Uni<Boolean> work() {
    return jobs.claim(UUID.randomUUID(), hold)
        .chain(
            claimed ->
                claimed.isEmpty()
                    ? Uni.createFrom().item(false)
                    : work(claimed.get()).replaceWith(true));
  }

  private Uni<Void> work(JobSlice slice) {
    Job job = slice.job();
    return actors
        .find(job.maker().accessKeyId())
        .chain(
            actor ->
                actor.isEmpty()
                    ? pause(slice, "the access key that it was made with may not be used any more")
                    : new Stretch(slice, caller(job, actor.get())).run());
  }

  /** Requests to the KMS are told apart by job. */
  private static Caller caller(Job job, CallerIdentity identity) {
    return new Caller(identity, job.id(), true, CallFacts.none());
  }

  private Uni<Void> pause(JobSlice slice, String reason) {
    return jobs.change(
            slice.job().id(), List.of(Job.State.ACTIVE), Job.State.PAUSED, Optional.of(reason))
        .replaceWithVoid();
  }

  /** One slice being worked on. Not thread-safe. */
  private final class Stretch {

    private final Caller caller;
    private JobSlice slice;

    Stretch(JobSlice slice, Caller caller) {
      this.slice = slice;
      this.caller = caller;
    }

    Uni<Void> run() {
      return Steps.run(this::step);
    }

    /** Whether another one follows. */
    private Uni<Boolean> step() {
      return jobs.next(slice, BATCH)
          .chain(
              batch ->
                  JobBatch.of(batch, slice.job().task(), caller, hands)
                      .chain(worked -> settle(batch, worked)));
    }

    private Uni<Boolean> settle(Jobs.Batch batch, JobBatch worked) {
      if (worked.keyRefused().isPresent() && isChange(slice.job().task())) {
        return release().chain(() -> pause(slice, worked.keyRefused().get())).replaceWith(false);
      }
      boolean ended = batch.last().isEmpty() && worked.later().isEmpty();
      Progress progress =
          new Progress(
              worked.later().isPresent()
                  ? worked.done().orElse(slice.done())
                  : batch.last().orElse(slice.until()),
              ended,
              worked.later().isPresent() ? PAUSE : Duration.ZERO,
              hold);
      return jobs.note(slice, worked.outcomes(), progress)
          .invoke(held -> meter(held, worked))
          .chain(held -> told(worked).replaceWith(held))
          .map(
              held -> {
                slice = slice.doneTo(progress.doneTo());
                return held && !ended && worked.later().isEmpty();
              });
    }

    private void meter(boolean held, JobBatch worked) {
      if (held) {
        meter.noted(worked.outcomes());
      }
      if (worked.later().isPresent()) {
        meter.waiting();
      }
    }

    /** What it waits for can be seen while it waits. */
    private Uni<Void> told(JobBatch worked) {
      return worked.later().isEmpty()
          ? Uni.createFrom().voidItem()
          : jobs.change(
                  slice.job().id(), List.of(Job.State.ACTIVE), Job.State.ACTIVE, worked.later())
              .replaceWithVoid();
    }

    /** For whoever goes on when the job does. */
    private Uni<Boolean> release() {
      return jobs.note(
          slice, List.of(), new Progress(slice.done(), false, Duration.ZERO, Duration.ZERO));
    }
  }

  /** Where every version needs the keys that one was refused. */
  private static boolean isChange(JobTask task) {
    return switch (task) {
      case JobTask.Rewrap _, JobTask.Encrypt _ -> true;
      case JobTask.Verify _ -> false;
    };
  }
}
