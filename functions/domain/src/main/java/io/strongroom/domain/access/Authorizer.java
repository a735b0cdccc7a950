package io.strongroom.domain.access;

import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.record.Bucket;

/** Decides whether a caller may act on a bucket. Deny by default. */
@FunctionalInterface
public interface Authorizer {

  /**
   * @throws io.strongroom.domain.name.ObjectStoreException AccessDenied when not
   */
  void requireAccess(Caller caller, Action action, Bucket bucket);
}
