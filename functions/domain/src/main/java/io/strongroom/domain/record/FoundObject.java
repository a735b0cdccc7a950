package io.strongroom.domain.record;

import io.strongroom.domain.name.Versioning;
import java.util.Optional;

/**
 * An object that was found.
 *
 * @param bucket it is in, as it was then
 * @param expiry when the object goes by itself; empty where it does not, and where a version of it
 *     was named
 */
public record FoundObject(ObjectVersion object, Bucket bucket, Optional<Lifecycle.Expiry> expiry) {

  /** The current object of its key. */
  public static FoundObject current(ObjectVersion object, Bucket bucket) {
    return new FoundObject(object, bucket, bucket.settings().expiry(object));
  }

  /** A version that was named. */
  public static FoundObject named(ObjectVersion object, Bucket bucket) {
    return new FoundObject(object, bucket, Optional.empty());
  }

  /** The same with those marks that somebody may see. */
  public FoundObject showing(VersionMarks visible) {
    return new FoundObject(object.marked(visible), bucket, expiry);
  }

  /** Of its bucket: whether a reader is told the version. */
  public Versioning versioning() {
    return bucket.versioning();
  }
}
