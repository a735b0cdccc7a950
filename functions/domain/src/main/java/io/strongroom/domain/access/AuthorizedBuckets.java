package io.strongroom.domain.access;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.record.Bucket;

/** The first step of every operation: the bucket exists and the caller may act on it. */
public final class AuthorizedBuckets {

  private final Buckets buckets;
  private final Authorizer authorizer;

  public AuthorizedBuckets(Buckets buckets, Authorizer authorizer) {
    this.buckets = buckets;
    this.authorizer = authorizer;
  }

  /** Fails with NoSuchBucket or AccessDenied. */
  public Uni<Bucket> get(Caller caller, Action action, BucketName name) {
    return buckets
        .find(name)
        .map(
            found -> {
              Bucket bucket =
                  found.orElseThrow(
                      () -> new ObjectStoreException(new RequestError.NoSuchBucket(name)));
              authorizer.requireAccess(caller, action, bucket);
              return bucket;
            });
  }
}
