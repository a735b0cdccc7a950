package io.strongroom.domain.access;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.Bucket;
import java.util.Optional;
import java.util.function.Function;

/**
 * The first step of an operation: the bucket exists, and the caller may do this to it or to an
 * object in it. Everything here fails with NoSuchBucket or AccessDenied.
 */
public final class AuthorizedBuckets {

  private final Buckets buckets;
  private final Authorizer authorizer;

  public AuthorizedBuckets(Buckets buckets, Authorizer authorizer) {
    this.buckets = buckets;
    this.authorizer = authorizer;
  }

  /** For something done to the bucket. */
  public Uni<Bucket> get(Caller caller, Action action, BucketName name) {
    return get(caller, action, name, AccessConditions.none());
  }

  public Uni<Bucket> get(
      Caller caller, Action action, BucketName name, AccessConditions conditions) {
    return required(
        name,
        bucket -> new AccessRequest(caller, action, new Resource.OfBucket(bucket), conditions));
  }

  /** For something done to an object. */
  public Uni<Bucket> get(Caller caller, Action action, ObjectRef ref) {
    return get(caller, action, ref, AccessConditions.none());
  }

  public Uni<Bucket> get(Caller caller, Action action, ObjectRef ref, AccessConditions conditions) {
    return required(
        ref.bucket(),
        bucket ->
            new AccessRequest(
                caller,
                action,
                new Resource.OfObject(bucket, ref.key(), Optional.empty()),
                conditions));
  }

  private Uni<Bucket> required(BucketName name, Function<Bucket, AccessRequest> question) {
    return find(name).call(bucket -> authorizer.require(question.apply(bucket)));
  }

  /** The bucket, before anything was asked about the caller. Fails with NoSuchBucket. */
  public Uni<Bucket> find(BucketName name) {
    return buckets
        .find(name)
        .map(
            found ->
                found.orElseThrow(
                    () -> new ObjectStoreException(new RequestError.NoSuchBucket(name))));
  }
}
