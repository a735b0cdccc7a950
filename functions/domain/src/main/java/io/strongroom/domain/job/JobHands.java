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
  private final InstantSource clock;

  public JobHands(Rewrapper rewrapper, VersionCheck check, InstantSource clock) {
    this.rewrapper = rewrapper;
    this.check = check;
    this.clock = clock;
  }

  /** Fails with what {@link JobFailure} tells apart. */
  Uni<Outcome> handle(JobItem item, JobTask task, Caller caller) {
    if (item.found().isEmpty()) {
      return Uni.createFrom().item(Outcome.failed(item, "damaged", "the record cannot be read"));
    }
    return switch (item.found().get()) {
      case DeleteMarker _ -> Uni.createFrom().item(Outcome.skipped(item, "delete-marker"));
      case ObjectVersion object -> handle(item, object, task, caller);
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
