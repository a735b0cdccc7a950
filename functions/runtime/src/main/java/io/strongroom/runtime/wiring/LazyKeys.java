package io.strongroom.runtime.wiring;

import io.strongroom.crypto.kms.BucketKeys;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.domain.assembly.KeyPorts;
import io.strongroom.domain.envelope.KeyRights;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.kms.bucketkey.CachedBucketKeys;
import io.strongroom.kms.bucketkey.RefusalWatch;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/** The beans that give keys, each made when it is first asked for: not every function has a KMS. */
@Singleton
final class LazyKeys implements KeyPorts {

  private final Instance<KmsClient> kms;
  private final Instance<CachedBucketKeys> bucketKeys;
  private final ServiceKeys serviceKeys;
  private final KeyRights rights;

  LazyKeys(
      Instance<KmsClient> kms,
      Instance<CachedBucketKeys> bucketKeys,
      ServiceKeys serviceKeys,
      KeyRights rights) {
    this.kms = kms;
    this.bucketKeys = bucketKeys;
    this.serviceKeys = serviceKeys;
    this.rights = rights;
  }

  /** Its refusals end bucket keys. */
  @Override
  public KmsClient kms() {
    return new RefusalWatch(kms.get(), bucketKeys.get());
  }

  @Override
  public BucketKeys bucketKeys() {
    return bucketKeys.get();
  }

  @Override
  public ServiceKeys serviceKeys() {
    return serviceKeys;
  }

  @Override
  public KeyRights rights() {
    return rights;
  }
}
