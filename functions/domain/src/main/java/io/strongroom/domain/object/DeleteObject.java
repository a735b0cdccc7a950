package io.strongroom.domain.object;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;

/** DeleteObject: needs no key, whatever the object is sealed under. */
public final class DeleteObject {

  public record Command(Caller caller, ObjectRef ref, WriteCondition condition) {}

  public Uni<Void> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
