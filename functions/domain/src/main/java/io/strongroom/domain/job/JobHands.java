package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.content.Rewrapper;
import io.strongroom.domain.record.DeleteMarker;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.JobItem.Outcome;
import io.strongroom.domain.record.JobTask;
import io.strongroom.domain.record.ObjectVersion;
import java.time.InstantSource;
import java.util.Optional;

/** Does what a job says with one version. Thread-safe. */
public final class JobHands {

  private final Rewrapper rewrapper;
  private final VersionCheck check;
  private final JobRights rights;
  private final InstantSource clock;

  public JobHands(Rewrapper rewrapper, VersionCheck check, JobRights rights, InstantSource clock) {
    this.rewrapper = rewrapper;
    this.check = check;
    this.rights = rights;
    this.clock = clock;
  }

  /** Whose rights count for some versions that are worked on now. */
  JobRights.Batch rights(JobTask task, Caller caller) {
    return rights.batch(task, caller);
  }

  /** Fails with what {@link JobFailure} tells apart. */
  Uni<Outcome> handle(JobItem item, JobRights.Batch allowed) {
    if (item.found().isEmpty()) {
      return Uni.createFrom().item(Outcome.failed(item, "damaged", "the record cannot be read"));
    }
    return switch (item.found().get()) {
      case DeleteMarker _ -> Uni.createFrom().item(Outcome.skipped(item, "delete-marker"));
      case ObjectVersion object ->
          allowed
              .require(object)
              .chain(() -> handle(item, object, allowed.task(), allowed.caller()));
    };
  }

  private Uni<Outcome> handle(JobItem item, ObjectVersion object, JobTask task, Caller caller) {
    return switch (task) {
      case JobTask.Rewrap(var target) ->
          wrap(item, object, JobSettings.of(object, target, false), caller);
      case JobTask.Encrypt(var target) ->
          wrap(item, object, JobSettings.of(object, target, true), caller);
      case JobTask.Verify() -> check.of(item, object, caller);
    };
  }

  private Uni<Outcome> wrap(
      JobItem item, ObjectVersion object, JobSettings settings, Caller caller) {
    // S3: whoever could take the key over could take the object away.
    if (object.marks().lock().protectsAt(clock.instant())) {
      return Uni.createFrom().item(Outcome.skipped(item, "locked"));
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
