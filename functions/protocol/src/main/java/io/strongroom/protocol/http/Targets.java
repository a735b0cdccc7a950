package io.strongroom.protocol.http;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionId;

/** What a request addresses, as checked values. */
public final class Targets {

  private Targets() {}

  /**
   * @throws ObjectStoreException InvalidBucketName
   * @throws IllegalStateException when the route has none, which the route table excludes
   */
  public static BucketName bucket(IncomingRequest request) {
    return new BucketName(request.route().bucket().orElseThrow(Targets::misrouted));
  }

  /**
   * @throws ObjectStoreException InvalidBucketName, KeyTooLong, InvalidObjectKey
   * @throws IllegalStateException as above
   */
  public static ObjectRef object(IncomingRequest request) {
    return new ObjectRef(
        bucket(request), new ObjectKey(request.route().key().orElseThrow(Targets::misrouted)));
  }

  /**
   * As {@link #object}, for operations that may name a version.
   *
   * @throws ObjectStoreException also NoSuchVersion: without versioning there is only the version
   *     {@code null}
   */
  public static ObjectRef objectVersion(IncomingRequest request) {
    ObjectRef ref = object(request);
    request.route().query().first("versionId").ifPresent(given -> requireNullVersion(ref, given));
    return ref;
  }

  /**
   * @throws ObjectStoreException NoSuchVersion, InvalidArgument
   */
  public static void requireNullVersion(ObjectRef ref, String versionId) {
    if (versionId.isEmpty()) {
      throw new ObjectStoreException(
          new RequestError.InvalidArgument(
              "Version id cannot be the empty string", "versionId", ""));
    }
    if (!versionId.equals(VersionId.NULL.value())) {
      throw new ObjectStoreException(new RequestError.NoSuchVersion(ref.key(), versionId));
    }
  }

  private static IllegalStateException misrouted() {
    return new IllegalStateException("the route table let a request without target through");
  }
}
