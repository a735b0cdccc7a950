package io.strongroom.domain.access;

import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.record.Bucket;

/** A bucket belongs to one account, and only that account may use it. */
public final class OwnerOnly implements Authorizer {

  @Override
  public void requireAccess(Caller caller, Action action, Bucket bucket) {
    if (!caller.account().equals(bucket.owner())) {
      throw new ObjectStoreException(new RequestError.AccessDenied("Access Denied"));
    }
  }
}
