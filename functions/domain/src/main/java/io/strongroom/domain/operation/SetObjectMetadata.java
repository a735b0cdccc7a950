package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Objects.Change;
import io.strongroom.domain.record.FoundObject;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.VersionChange;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * SetObjectMetadata: what the writer said of an object is said anew. Its bytes, entity tag and date
 * stay, and no key is needed.
 *
 * <p>Source: "Modifying Object Metadata", OBS API reference.
 */
public final class SetObjectMetadata {

  private final StoredObjects stored;
  private final Objects objects;

  public SetObjectMetadata(StoredObjects stored, Objects objects) {
    this.stored = stored;
    this.objects = objects;
  }

  /** What becomes of what was said before. */
  public enum Before {
    /** It is forgotten, but for the storage class. */
    FORGOTTEN,
    /** What is not said anew stays. User metadata is one thing. */
    KEPT
  }

  public record Command(Caller caller, Wanted wanted, Before before, ObjectMetadata said) {}

  /** As {@link StoredObjects#get}. Gives what is said of the object by now. */
  public Uni<ObjectMetadata> execute(Command command) {
    return stored
        .get(
            command.caller(),
            Action.PUT_OBJECT,
            command.wanted(),
            AccessConditions.none().with(AccessConditions.Fact.CREATES_OBJECT, "false"))
        .chain(found -> set(command, found));
  }

  private Uni<ObjectMetadata> set(Command command, FoundObject found) {
    ObjectMetadata metadata = said(command, found.object().metadata());
    return objects
        .change(found.object().versionRef(), new VersionChange.Describe(metadata))
        .map(
            outcome -> {
              if (outcome != Change.DONE) {
                throw new ObjectStoreException(new RequestError.NoSuchKey(command.wanted().key()));
              }
              return metadata;
            });
  }

  private static ObjectMetadata said(Command command, ObjectMetadata before) {
    ObjectMetadata said = command.said();
    Optional<String> storageClass = said.storageClass().or(before::storageClass);
    ObjectMetadata whole = together(command, before, said, storageClass);
    return whole.appendable(before.isAppendable());
  }

  private static ObjectMetadata together(
      Command command, ObjectMetadata before, ObjectMetadata said, Optional<String> storageClass) {
    return switch (command.before()) {
      case FORGOTTEN ->
          new ObjectMetadata(said.system(), said.user(), storageClass, before.marks());
      case KEPT -> {
        Map<String, String> system = new TreeMap<>(before.system());
        system.putAll(said.system());
        yield new ObjectMetadata(
            system,
            said.user().isEmpty() ? before.user() : said.user(),
            storageClass,
            before.marks());
      }
    };
  }
}
