package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.CallFacts;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.port.JobActors;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.port.Jobs.Progress;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobItem;
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

  /** Where all of the data is read: what is lost with a worker is little. */
  private static final int BATCH_OF_DATA = 8;

  /** Of an inventory: each batch is a file. */
  private static final int BATCH_OF_LINES = 5_000;

  /** So many versions are under way at a time: most of the time is waiting for a KMS. */
  private static final int AT_ONCE = 8;

  /** So often is a lease renewed while a batch takes its time. */
  private static final int BEATS = 3;

  private static final Duration LET_GO = Duration.ofMillis(1);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Jobs jobs;
  private final JobActors actors;
  private final JobHands hands;
  private final JobMeter meter;
  private final Courtesy courtesy;
  private final Duration hold;

  /**
   * @param hold how long a slice is held without a sign of life
   */
  public JobWorker(Jobs jobs, JobActors actors, JobHands hands, Manners manners, Duration hold) {
    this.jobs = jobs;
    this.actors = actors;
    this.hands = hands;
    this.meter = manners.meter();
    this.courtesy = manners.courtesy();
    this.hold = hold;
  }

  /** Who hears of the work, and who is to be given way to. */
  public record Manners(JobMeter meter, Courtesy courtesy) {}

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
      JobTask task = slice.job().task();
      return jobs.next(slice, batchOf(task))
          .chain(
              batch -> {
                Courtesy.Allowance allowance = courtesy.begin(AT_ONCE);
                return Heartbeat.during(
                        worked(batch.items(), allowance),
                        () -> jobs.renew(slice, hold),
                        hold.dividedBy(BEATS))
                    .onTermination()
                    .invoke(courtesy::end)
                    .chain(worked -> settle(batch, worked, allowance.pause()));
              });
    }

    private Uni<JobBatch> worked(List<JobItem> items, Courtesy.Allowance allowance) {
      Job job = slice.job();
      return job.task() instanceof JobTask.Inventory inventory
          ? JobBatch.whole(hands.files().write(slice, inventory, items, caller))
          : JobBatch.of(
              items,
              new JobBatch.Worked(job, hands.rights(job.task(), caller), hands),
              // What reads at a pace reads one after the other.
              job.timing().bytesPerSecond().isPresent() ? 1 : allowance.atOnce());
    }

    /** How long nobody takes the slice; whoever does then has to keep the job's pace. */
    private Duration rest(JobBatch worked, boolean ended, Duration courtesyPause) {
      if (worked.later().isPresent()) {
        return PAUSE;
      }
      if (ended || slice.job().timing().bytesPerSecond().isEmpty()) {
        return ended ? Duration.ZERO : courtesyPause;
      }
      return courtesyPause.isZero() ? LET_GO : courtesyPause;
    }

    private Uni<Boolean> settle(Jobs.Batch batch, JobBatch worked, Duration courtesyPause) {
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
              rest(worked, ended, courtesyPause),
              hold);
      return jobs.note(slice, worked.outcomes(), progress)
          .call(noted -> hands.discard(worked.unused(noted.changed())))
          .map(Jobs.Noted::held)
          .invoke(held -> meter(held, worked, !courtesyPause.isZero()))
          .chain(held -> told(worked).replaceWith(held))
          .map(
              held -> {
                slice = slice.doneTo(progress.doneTo());
                return held && !ended && progress.pause().isZero();
              });
    }

    private void meter(boolean held, JobBatch worked, boolean yielded) {
      if (held) {
        meter.noted(worked.outcomes());
      }
      if (worked.later().isPresent()) {
        meter.waiting();
      } else if (yielded) {
        meter.yielding();
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
              slice, List.of(), new Progress(slice.done(), false, Duration.ZERO, Duration.ZERO))
          .map(Jobs.Noted::held);
    }
  }

  /** Where every version needs the keys that one was refused. */
  private static boolean isChange(JobTask task) {
    return switch (task) {
      case JobTask.Rewrap _, JobTask.Encrypt _, JobTask.ReEncrypt _, JobTask.Inventory _ -> true;
      case JobTask.Verify _, JobTask.Erase _, JobTask.Replicate _ -> false;
    };
  }

  private static int batchOf(JobTask task) {
    return switch (task) {
      case JobTask.Rewrap _, JobTask.Encrypt _, JobTask.Erase _, JobTask.Replicate _ -> BATCH;
      case JobTask.Verify _, JobTask.ReEncrypt _ -> BATCH_OF_DATA;
      case JobTask.Inventory _ -> BATCH_OF_LINES;
    };
  }
}
