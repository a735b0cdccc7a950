package io.strongroom.domain.name;

import java.util.Optional;

/**
 * What a request names: an object, or one version of it.
 *
 * @param version empty for the current one
 */
public record Wanted(ObjectRef object, Optional<VersionId> version) {

  /** The current version. */
  public static Wanted current(ObjectRef object) {
    return new Wanted(object, Optional.empty());
  }

  public BucketName bucket() {
    return object.bucket();
  }

  public ObjectKey key() {
    return object.key();
  }
}
