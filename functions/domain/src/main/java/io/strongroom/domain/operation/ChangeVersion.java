package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.access.VersionLook;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ArchiveError;
import io.strongroom.domain.name.LockError;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.FoundObject;
import io.strongroom.domain.record.ObjectLock;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.Retention;
import io.strongroom.domain.record.VersionChange;
import io.strongroom.domain.record.VersionMarks;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * PutObjectTagging, DeleteObjectTagging, PutObjectRetention, PutObjectLegalHold and RestoreObject:
 * sets something of a version that is there. No key is needed, and neither data nor dates change.
 *
 * <p>Source: "Locking objects with Object Lock", "Categorizing your objects using tags", Amazon S3
 * user guide.
 */
public final class ChangeVersion {

  private final StoredObjects stored;
  private final AuthorizedBuckets buckets;
  private final Objects objects;
  private final InstantSource clock;
  private final Action action;

  public ChangeVersion(
      StoredObjects stored,
      AuthorizedBuckets buckets,
      Objects objects,
      InstantSource clock,
      Action action) {
    this.stored = stored;
    this.buckets = buckets;
    this.objects = objects;
    this.clock = clock;
    this.action = action;
  }

  /**
   * @param place where the version has to be
   */
  public record Command(
      Caller caller, Wanted wanted, VersionLook.Place place, VersionChange change) {}

  /**
   * Fails as {@link StoredObjects#get(VersionLook)}; with RetentionOver for one that ends before it
   * begins; with RetentionKept where it may not be set so; with NotArchived where there is nothing
   * to restore.
   *
   * @return the version that was changed, as it was before
   */
  public Uni<FoundObject> execute(Command command) {
    VersionChange change = command.change();
    return stored
        .get(
            new VersionLook(
                command.caller(),
                action,
                command.wanted(),
                AccessConditions.none().bringing(brought(change)),
                command.place()))
        .invoke(found -> requireLasting(change))
        .invoke(found -> requireArchived(change, found))
        .call(found -> requireToBypass(command, found))
        .call(found -> apply(command, found));
  }

  private static VersionMarks brought(VersionChange change) {
    return switch (change) {
      case VersionChange.Tags(var tags) -> new VersionMarks(tags, ObjectLock.none());
      case VersionChange.Describe(var metadata) -> metadata.marks();
      case VersionChange.Restore _ -> VersionMarks.none();
      case VersionChange.Retain(var retention, var _) ->
          new VersionMarks(List.of(), new ObjectLock(retention, Optional.empty()));
      case VersionChange.Hold(var on) ->
          new VersionMarks(List.of(), new ObjectLock(Optional.empty(), Optional.of(on)));
    };
  }

  private void requireLasting(VersionChange change) {
    if (change instanceof VersionChange.Retain(Optional<Retention> retention, boolean _)) {
      retention
          .filter(wanted -> !wanted.until().isAfter(clock.instant()))
          .ifPresent(
              over -> {
                throw refused(new LockError.RetentionOver(over.until().toString()));
              });
    }
  }

  private static void requireArchived(VersionChange change, FoundObject found) {
    ObjectMetadata metadata = found.object().metadata();
    if (change instanceof VersionChange.Restore && !metadata.isArchived()) {
      throw refused(
          new ArchiveError.NotArchived(metadata.storageClass().orElse(ObjectMetadata.STANDARD)));
    }
  }

  private Uni<?> requireToBypass(Command command, FoundObject found) {
    return command.change() instanceof VersionChange.Retain(var _, boolean bypass) && bypass
        ? buckets.require(
            command.caller(),
            Action.BYPASS_GOVERNANCE_RETENTION,
            command.wanted(),
            AccessConditions.none(),
            Optional.of(found.bucket()))
        : Uni.createFrom().voidItem();
  }

  private Uni<?> apply(Command command, FoundObject found) {
    return objects
        .change(found.object().versionRef(), command.change())
        .invoke(
            outcome -> {
              switch (outcome) {
                case DONE -> {}
                case NOTHING_THERE -> throw refused(gone(command.wanted()));
                case PROTECTED -> throw refused(new LockError.RetentionKept());
              }
            });
  }

  /** Since it was looked at. */
  private static RequestError gone(Wanted wanted) {
    return wanted
        .version()
        .map(VersionId::value)
        .<RequestError>map(version -> new VersionError.NoSuchVersion(wanted.key(), version))
        .orElseGet(() -> new RequestError.NoSuchKey(wanted.key()));
  }

  private static ObjectStoreException refused(RequestError error) {
    return new ObjectStoreException(error);
  }
}
