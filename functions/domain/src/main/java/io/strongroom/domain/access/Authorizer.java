package io.strongroom.domain.access;

import io.strongroom.domain.bucket.Bucket;

/** Decides whether a caller may act on a bucket. Deny by default. */
@FunctionalInterface
public interface Authorizer {

  /**
   * @throws io.strongroom.domain.error.ObjectStoreException AccessDenied when not
   */
  void requireAccess(Caller caller, Action action, Bucket bucket);
}
