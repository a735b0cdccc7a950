package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.content.Rewrapper;
import io.strongroom.domain.record.DeleteMarker;
import io.strongroom.domain.record.Job;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.JobItem.Outcome;
import io.strongroom.domain.record.JobTask;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Version;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Does what a job says with one version. Thread-safe. */
public final class JobHands {

  private static final String LOCKED = "locked";

  private final Rewrapper rewrapper;
  private final VersionCheck check;
  private final VersionReseal reseal;
  private final InventoryFiles files;
  private final JobRights rights;
  private final InstantSource clock;

  /** What reads the data of versions. */
  public record Reading(VersionCheck check, VersionReseal reseal) {}

  public JobHands(
      Rewrapper rewrapper,
      Reading reading,
      InventoryFiles files,
      JobRights rights,
      InstantSource clock) {
    this.rewrapper = rewrapper;
    this.check = reading.check();
    this.reseal = reading.reseal();
    this.files = files;
    this.rights = rights;
    this.clock = clock;
  }

  /** Whose rights count for some versions that are worked on now. */
  JobRights.Batch rights(JobTask task, Caller caller) {
    return rights.batch(task, caller);
  }

  /** Fails with what {@link JobFailure} tells apart. */
  Uni<Outcome> handle(JobItem item, Job job, JobRights.Batch allowed) {
    if (job.task() instanceof JobTask.Erase) {
      return allowed(item, allowed).map(may -> erase(item));
    }
    if (job.task() instanceof JobTask.Replicate) {
      // Whether a rule asks for it is looked up in the statement that notes it.
      return allowed(item, allowed).map(may -> Outcome.queued(item));
    }
    if (item.found().isEmpty()) {
      return Uni.createFrom().item(Outcome.failed(item, "damaged", "the record cannot be read"));
    }
    return switch (item.found().get()) {
      case DeleteMarker _ -> Uni.createFrom().item(Outcome.skipped(item, "delete-marker"));
      case ObjectVersion object ->
          allowed.require(object).chain(() -> handle(item, object, job, allowed.caller()));
    };
  }

  /** Delete markers have nothing of their own to protect. */
  private static Uni<Void> allowed(JobItem item, JobRights.Batch allowed) {
    return item.found()
        .flatMap(Version::object)
        .map(allowed::require)
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Outcome> handle(JobItem item, ObjectVersion object, Job job, Caller caller) {
    return switch (job.task()) {
      case JobTask.Rewrap(var target) -> {
        JobSettings.How how = job.wrapsAnew() ? JobSettings.How.ANEW : JobSettings.How.UNLESS_THERE;
        yield wrap(item, object, JobSettings.of(object, target, how), caller);
      }
      case JobTask.Encrypt(var target) ->
          wrap(item, object, JobSettings.of(object, target, JobSettings.How.ENCRYPTING), caller);
      case JobTask.Verify() -> check.of(item, object, caller);
      case JobTask.ReEncrypt again ->
          isLocked(object)
              ? Uni.createFrom().item(Outcome.skipped(item, LOCKED))
              : reseal.of(item, JobSettings.of(object, again), caller);
      case JobTask.Erase() -> Uni.createFrom().item(erase(item));
      case JobTask.Replicate() -> Uni.createFrom().item(Outcome.queued(item));
      case JobTask.Inventory _ -> throw new IllegalStateException("written a file at a time");
    };
  }

  /** Whatever it is, no key is needed, and none has to be there. */
  private Outcome erase(JobItem item) {
    return item.found().flatMap(Version::object).filter(this::isLocked).isPresent()
        ? Outcome.skipped(item, LOCKED)
        : Outcome.erased(item);
  }

  private boolean isLocked(ObjectVersion object) {
    return object.marks().lock().protectsAt(clock.instant());
  }

  /** What writes versions down. */
  InventoryFiles files() {
    return files;
  }

  /** Removes the blobs of changes that were not made. */
  Uni<Void> discard(List<UUID> blobs) {
    return reseal.discard(blobs);
  }

  private Uni<Outcome> wrap(
      JobItem item, ObjectVersion object, JobSettings settings, Caller caller) {
    // S3: whoever could take the key over could take the object away.
    if (isLocked(object)) {
      return Uni.createFrom().item(Outcome.skipped(item, LOCKED));
    }
    return switch (settings) {
      case JobSettings.Stays(var reason) -> Uni.createFrom().item(Outcome.skipped(item, reason));
      case JobSettings.Wanted(var wanted) ->
          rewrapper
              .record(object, Optional.empty(), wanted, object.ref(), caller)
              .map(changed -> Outcome.changed(item, changed));
    };
  }
}
