package io.strongroom.domain.name;

import java.util.Optional;

/** What must hold of the object that a write replaces or a delete removes. */
public sealed interface WriteCondition {

  /**
   * @param ref what is about to be written
   * @param current the entity tag of what is there
   * @throws ObjectStoreException PreconditionFailed; NoSuchKey for a match against nothing
   */
  default void require(ObjectRef ref, Optional<ETag> current) {
    switch (this) {
      case Always _ -> {}
      case IfAbsent _ -> {
        if (current.isPresent()) {
          throw new ObjectStoreException(new RequestError.PreconditionFailed("If-None-Match"));
        }
      }
      case IfMatches(ETag wanted) -> {
        ETag found =
            current.orElseThrow(
                () -> new ObjectStoreException(new RequestError.NoSuchKey(ref.key())));
        if (!found.equals(wanted)) {
          throw new ObjectStoreException(new RequestError.PreconditionFailed("If-Match"));
        }
      }
    }
  }

  /** The condition's header; empty when there is no condition. */
  default String header() {
    return switch (this) {
      case Always _ -> "";
      case IfAbsent _ -> "If-None-Match";
      case IfMatches _ -> "If-Match";
    };
  }

  /** Nothing. */
  record Always() implements WriteCondition {}

  /** {@code If-None-Match: *}. */
  record IfAbsent() implements WriteCondition {}

  /** {@code If-Match}. */
  record IfMatches(ETag etag) implements WriteCondition {}
}
