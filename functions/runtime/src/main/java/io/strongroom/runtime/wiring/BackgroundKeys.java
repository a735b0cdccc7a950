package io.strongroom.runtime.wiring;

import io.strongroom.crypto.kms.BucketKeys;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.domain.assembly.KeyPorts;
import io.strongroom.domain.envelope.KeyRights;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.kms.bucketkey.CachedBucketKeys;
import io.strongroom.kms.bucketkey.RefusalWatch;

/**
 * Keys for work that nobody waits for: calls that leave the rate of the KMS to requests, and bucket
 * keys of their own. Thread-safe.
 */
final class BackgroundKeys implements KeyPorts, AutoCloseable {

  private final KmsClient kms;
  private final CachedBucketKeys bucketKeys;
  private final ServiceKeys serviceKeys;
  private final KeyRights rights;

  /**
   * @param bucketKeys closed with this
   */
  BackgroundKeys(
      KmsClient kms, CachedBucketKeys bucketKeys, ServiceKeys serviceKeys, KeyRights rights) {
    this.kms = new RefusalWatch(kms, bucketKeys);
    this.bucketKeys = bucketKeys;
    this.serviceKeys = serviceKeys;
    this.rights = rights;
  }

  @Override
  public KmsClient kms() {
    return kms;
  }

  @Override
  public BucketKeys bucketKeys() {
    return bucketKeys;
  }

  @Override
  public ServiceKeys serviceKeys() {
    return serviceKeys;
  }

  @Override
  public KeyRights rights() {
    return rights;
  }

  /** Zeroes the bucket keys. */
  @Override
  public void close() {
    bucketKeys.close();
  }
}
