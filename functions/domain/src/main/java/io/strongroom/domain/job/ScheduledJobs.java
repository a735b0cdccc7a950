package io.strongroom.domain.job;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.domain.caller.CallFacts;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.envelope.KeyService;
import io.strongroom.domain.port.JobActors;
import io.strongroom.domain.port.JobSchedules;
import io.strongroom.domain.port.Jobs;
import io.strongroom.domain.port.KeyInventory;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobSelection;
import io.strongroom.domain.record.JobTask;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes the jobs that come again: one that reads everything within so many days, and one for each
 * key that was rotated, which wraps under its newest material what older material wrapped. Any
 * number of processes look; of each job there is one. Thread-safe.
 */
public final class ScheduledJobs {

  private static final int KEYS = 1_000;
  private static final long LEAST_BYTES_PER_SECOND = 1 << 20;

  /** Of the days that there are, so much is planned with: machines stand still at times. */
  private static final double PLANNED = 0.8;

  private static final String ROTATED = "rotated ";

  /** Those of the service's key are in use for an hour, unless settings say longer. */
  private static final Duration BUCKET_KEYS_END = Duration.ofMinutes(90);

  private final Parts parts;
  private final KeyService kms;
  private final JobMeter meter;
  private final InstantSource clock;

  public ScheduledJobs(Parts parts, KeyService kms, JobMeter meter, InstantSource clock) {
    this.parts = parts;
    this.kms = kms;
    this.meter = meter;
    this.clock = clock;
  }

  /** Where jobs and keys are known. */
  public record Parts(
      Jobs jobs, JobSchedules schedules, KeyInventory inventory, JobActors actors) {}

  /**
   * What is to come again for the account of one access key.
   *
   * @param scrub within what time everything is to be read; empty for never
   * @param rekey within what time a rotation is to be followed; empty for never
   */
  public record Wish(String accessKeyId, Optional<Duration> scrub, Optional<Duration> rekey) {}

  /** Looks once. A key that may not be used any more has nothing made. */
  public Uni<Void> look(Wish wish) {
    return parts
        .actors()
        .find(wish.accessKeyId())
        .chain(
            actor ->
                actor.isEmpty() ? Uni.createFrom().voidItem() : look(wish, caller(actor.get())));
  }

  private static Caller caller(CallerIdentity identity) {
    return new Caller(identity, "scheduled-jobs", true, CallFacts.none());
  }

  private Uni<Void> look(Wish wish, Caller caller) {
    Uni<Void> scrubbed =
        wish.scrub().isEmpty()
            ? Uni.createFrom().voidItem()
            : scrub(wish.accessKeyId(), caller, wish.scrub().get());
    return wish.rekey().isEmpty()
        ? scrubbed
        : scrubbed.chain(() -> rekey(wish.accessKeyId(), caller, wish.rekey().get()));
  }

  private Uni<Void> scrub(String accessKeyId, Caller caller, Duration within) {
    String name = "scrub " + caller.account().value();
    JobSelection all =
        new JobSelection(Optional.empty(), Optional.empty(), "", JobSelection.Traits.ANY);
    return parts
        .schedules()
        .standing(name)
        .invoke(standing -> tellOfLate(standing, within))
        .chain(
            standing ->
                standing.due()
                    ? new Estimation(parts.jobs(), caller.account(), all)
                        .of(new JobTask.Verify())
                        .map(
                            estimate ->
                                job(
                                    all,
                                    new JobTask.Verify(),
                                    maker(accessKeyId, caller),
                                    estimate,
                                    paced(name, estimate, within)))
                        .chain(job -> parts.schedules().createIfDue(job, within))
                        .replaceWithVoid()
                    : Uni.createFrom().voidItem());
  }

  private static Job.Timing paced(String name, Job.Estimate estimate, Duration within) {
    long planned = Math.max(1, Math.round(within.toSeconds() * PLANNED));
    return new Job.Timing(
        Optional.of(name),
        Optional.of(Math.max(LEAST_BYTES_PER_SECOND, estimate.bytes() / planned)));
  }

  private void tellOfLate(JobSchedules.Standing standing, Duration within) {
    standing
        .running()
        .filter(job -> job.course().createdAt().plus(within).isBefore(clock.instant()))
        .ifPresent(meter::late);
  }

  private Uni<Void> rekey(String accessKeyId, Caller caller, Duration within) {
    return parts
        .inventory()
        .keys(Optional.empty(), Optional.empty(), KEYS)
        .chain(
            keys ->
                Multi.createFrom()
                    .iterable(keys)
                    .onItem()
                    .transformToUniAndConcatenate(
                        key ->
                            rekey(key, accessKeyId, caller, within)
                                // A KMS that is away, or a key that is gone, is looked at again.
                                .onFailure()
                                .recoverWithNull())
                    .collect()
                    .last()
                    .replaceWithVoid());
  }

  private Uni<Void> rekey(KmsKeyId key, String accessKeyId, Caller caller, Duration within) {
    String name = "rekey " + caller.account().value() + " " + key.text();
    return kms.describe(key.name(), caller.requester())
        .map(KmsKeyDescription::material)
        .chain(
            material ->
                material.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : parts
                        .schedules()
                        .standing(name)
                        .invoke(standing -> tellOfLate(standing, within))
                        .chain(
                            standing ->
                                follow(
                                    standing,
                                    material.get(),
                                    name,
                                    key,
                                    maker(accessKeyId, caller))));
  }

  private Uni<Void> follow(
      JobSchedules.Standing standing, String material, String name, KmsKeyId key, Job.Maker maker) {
    if (standing.seen().equals(Optional.of(material))) {
      return Uni.createFrom().voidItem();
    }
    // What was rotated before anybody looked is for whoever turns this on to move.
    if (standing.seen().isEmpty()) {
      return parts.schedules().see(name, material, Duration.ZERO);
    }
    // Keys of buckets are in use for a while more: what they wrap is to be met as well.
    if (!standing.seen().equals(Optional.of(ROTATED + material))) {
      return parts.schedules().see(name, ROTATED + material, BUCKET_KEYS_END);
    }
    return standing.due() ? follow(material, name, key, maker) : Uni.createFrom().voidItem();
  }

  private Uni<Void> follow(String material, String name, KmsKeyId key, Job.Maker maker) {
    JobSelection under =
        new JobSelection(Optional.of(key), Optional.empty(), "", JobSelection.Traits.ANY);
    JobTask again = new JobTask.Rewrap(new JobTask.Target.KmsKey(key, Optional.empty()));
    return new Estimation(parts.jobs(), maker.account(), under)
        .of(again)
        .chain(
            estimate ->
                estimate.versions() == 0
                    ? parts.schedules().see(name, material, Duration.ZERO)
                    : parts
                        .schedules()
                        .createIfChanged(
                            job(
                                under,
                                again,
                                maker,
                                estimate,
                                new Job.Timing(Optional.of(name), Optional.empty())),
                            material)
                        .replaceWithVoid());
  }

  private static Job.Maker maker(String accessKeyId, Caller caller) {
    return new Job.Maker(caller.account(), caller.principal(), accessKeyId);
  }

  private Job job(
      JobSelection selection,
      JobTask task,
      Job.Maker maker,
      Job.Estimate estimate,
      Job.Timing timing) {
    return new Job(
        CreateJob.id(), selection, task, maker, estimate, timing, Job.begunAt(clock.instant()));
  }
}
