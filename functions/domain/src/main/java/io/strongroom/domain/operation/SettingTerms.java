package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketSetting;

/** What has to be so before something is set for a bucket. Thread-safe. */
@FunctionalInterface
public interface SettingTerms {

  /**
   * Fails with InvalidRequest or AccessDenied where it is not so.
   *
   * @param bucket for which the caller may set it
   */
  Uni<Void> require(Caller caller, Bucket bucket, BucketSetting wanted);
}
