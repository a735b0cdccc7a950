package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.access.VersionLook;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionError;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.record.FoundObject;

/**
 * GetObjectTagging, GetObjectRetention, GetObjectLegalHold and GetObjectAcl: they differ in what
 * the caller has to be allowed to do, and in what is told of the version. No key is needed.
 */
public final class LookAtVersion {

  private final StoredObjects stored;
  private final Action action;

  public LookAtVersion(StoredObjects stored, Action action) {
    this.stored = stored;
    this.action = action;
  }

  /**
   * @param place where it has to be
   */
  public record Command(Caller caller, Wanted wanted, VersionLook.Place place) {}

  /** Fails as {@link StoredObjects#get(VersionLook)}. */
  public Uni<FoundObject> execute(Command command) {
    return stored
        .get(
            new VersionLook(
                command.caller(),
                action,
                command.wanted(),
                AccessConditions.none(),
                command.place()))
        .onFailure(this::hasNoTags)
        .transform(
            absent ->
                new ObjectStoreException(
                    new VersionError.NothingTagged(command.wanted().object())));
  }

  private boolean hasNoTags(Throwable failure) {
    return action == Action.GET_OBJECT_TAGGING
        && failure instanceof ObjectStoreException refused
        && refused.error() instanceof RequestError.NoSuchKey;
  }
}
