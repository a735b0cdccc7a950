package io.strongroom.protocol.http;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Wanted;
import java.util.Optional;

/** What a request addresses, as checked values. */
public final class Targets {

  private static final String VERSION = "versionId";

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
   * @throws ObjectStoreException also InvalidArgument for a version id without a character
   */
  public static Wanted objectVersion(IncomingRequest request) {
    Optional<String> given = request.route().query().first(VERSION);
    return new Wanted(object(request), given.map(Targets::version));
  }

  /**
   * A version id, whatever it is: only the bucket's store knows those it gave out.
   *
   * @throws ObjectStoreException InvalidArgument when it is empty
   */
  public static VersionId version(String given) {
    if (given.isEmpty()) {
      throw new ObjectStoreException(
          new RequestError.InvalidArgument("Version id cannot be the empty string", VERSION, ""));
    }
    return new VersionId(given);
  }

  private static IllegalStateException misrouted() {
    return new IllegalStateException("the route table let a request without target through");
  }
}
