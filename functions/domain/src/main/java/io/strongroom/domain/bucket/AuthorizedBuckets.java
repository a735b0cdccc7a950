package io.strongroom.domain.bucket;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Action;
import io.strongroom.domain.access.Authorizer;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.error.ObjectStoreException;
import io.strongroom.domain.error.RequestError;
import io.strongroom.domain.port.Buckets;

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
