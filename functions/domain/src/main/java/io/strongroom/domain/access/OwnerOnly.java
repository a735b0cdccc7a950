package io.strongroom.domain.access;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;

/**
 * A bucket belongs to one account, and only that account may use it. Every account may make buckets
 * and list its own.
 */
public final class OwnerOnly implements Authorizer {

  @Override
  public Uni<Void> require(AccessRequest request) {
    AccountId account = request.caller().account();
    boolean allowed =
        switch (request.resource()) {
          case Resource.OwnBuckets _, Resource.NewBucket _ -> !account.isNobody();
          case Resource.OfBucket(var bucket) -> account.equals(bucket.owner());
          case Resource.OfObject(var bucket, var _, var _) -> account.equals(bucket.owner());
        };
    return allowed
        ? Uni.createFrom().voidItem()
        : Uni.createFrom().failure(new ObjectStoreException(new RequestError.AccessDenied()));
  }
}
