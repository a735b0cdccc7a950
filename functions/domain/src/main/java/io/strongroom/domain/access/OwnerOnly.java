package io.strongroom.domain.access;

import io.strongroom.domain.bucket.Bucket;
import io.strongroom.domain.error.ObjectStoreException;
import io.strongroom.domain.error.RequestError;

/** A bucket belongs to one account, and only that account may use it. */
public final class OwnerOnly implements Authorizer {

  @Override
  public void requireAccess(Caller caller, Action action, Bucket bucket) {
    if (!caller.account().equals(bucket.owner())) {
      throw new ObjectStoreException(new RequestError.AccessDenied("Access Denied"));
    }
  }
}
