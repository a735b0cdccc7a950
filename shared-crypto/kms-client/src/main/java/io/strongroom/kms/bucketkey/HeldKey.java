package io.strongroom.kms.bucketkey;

import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.kms.KmsKeyId;
import java.time.Instant;

/** A bucket key in the cache, with what is left of its life. Guarded by its cache. */
final class HeldKey implements AutoCloseable {

  private final BucketKey key;
  private final Instant since;
  private final Instant until;
  private long usesLeft;
  private Instant refreshAt;

  HeldKey(BucketKey key, Instant since, KeyCache.Terms terms) {
    this.key = key;
    this.since = since;
    this.until = since.plus(terms.maxAge());
    this.refreshAt = since.plus(terms.refreshAfter());
    this.usesLeft = terms.uses();
  }

  /** Time to get its successor while this one can still be used. */
  boolean wantsSuccessor(Instant now) {
    return !now.isBefore(refreshAt);
  }

  void noSuccessorBefore(Instant time) {
    refreshAt = time;
  }

  /** A clock that has been set back makes a key too old, never too young. */
  boolean usable(Instant now) {
    return usesLeft > 0 && now.isBefore(until) && !now.isBefore(since);
  }

  /** Canonical name of the KMS key that wraps it. */
  KmsKeyId keyId() {
    return key.keyId();
  }

  BucketKey lease() {
    usesLeft--;
    return new BucketKey(key.keyId(), key.wrapped(), key.plaintext().copy(), key.reach());
  }

  @Override
  public void close() {
    key.close();
  }
}
