package io.strongroom.domain.job;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.content.Resealer;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.JobItem;
import io.strongroom.domain.record.JobItem.Outcome;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.ReadableObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Seals versions again for a job. Thread-safe. */
public final class VersionReseal {

  private final Objects objects;
  private final Resealer resealer;

  public VersionReseal(Objects objects, Resealer resealer) {
    this.objects = objects;
    this.resealer = resealer;
  }

  Uni<Outcome> of(JobItem item, JobSettings settings, Caller caller) {
    return switch (settings) {
      case JobSettings.Stays(var reason) -> Uni.createFrom().item(Outcome.skipped(item, reason));
      case JobSettings.Wanted wanted ->
          objects
              .locateToRead(new Wanted(item.ref().object(), Optional.of(item.ref().version())))
              .map(VersionToRead::of)
              .chain(readable -> of(item, readable, wanted, caller));
    };
  }

  private Uni<Outcome> of(
      JobItem item, Optional<ReadableObject> readable, JobSettings.Wanted wanted, Caller caller) {
    if (readable.isEmpty()) {
      return Uni.createFrom().item(Outcome.skipped(item, "gone"));
    }
    // What was written meanwhile is not what was selected, and it need not be read for that.
    if (!isAsFound(item, readable.get().object())) {
      return Uni.createFrom().item(Outcome.skipped(item, "changed-meanwhile"));
    }
    return resealer
        .reseal(readable.get(), wanted.settings(), caller)
        .map(change -> Outcome.changed(item, change));
  }

  private static boolean isAsFound(JobItem item, ObjectVersion now) {
    return item.found()
        .flatMap(found -> found.object())
        .filter(was -> was.envelope().equals(now.envelope()))
        .filter(was -> was.manifest().equals(now.manifest()))
        .isPresent();
  }

  Uni<Void> discard(List<UUID> blobs) {
    return resealer.discard(blobs);
  }
}
