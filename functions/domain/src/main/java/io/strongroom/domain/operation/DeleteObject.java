package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import java.util.Optional;

/**
 * DeleteObject: needs no key, whatever the object is sealed under. Deleting what is not there
 * succeeds.
 */
public final class DeleteObject {

  private final AuthorizedBuckets buckets;
  private final Objects objects;

  public DeleteObject(AuthorizedBuckets buckets, Objects objects) {
    this.buckets = buckets;
    this.objects = objects;
  }

  public record Command(Caller caller, ObjectRef ref, WriteCondition condition) {}

  public Uni<Void> execute(Command command) {
    return buckets
        .delete(
            command.caller(),
            command.ref().bucket(),
            bucket ->
                objects.delete(command.ref(), command.condition(), Optional.of(bucket.revision())))
        .replaceWithVoid();
  }
}
