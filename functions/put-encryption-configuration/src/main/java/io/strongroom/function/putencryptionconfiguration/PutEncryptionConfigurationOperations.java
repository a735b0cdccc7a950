package io.strongroom.function.putencryptionconfiguration;

import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.envelope.DefaultKeys;
import io.strongroom.domain.operation.DeleteEncryptionConfiguration;
import io.strongroom.domain.operation.GetEncryptionConfiguration;
import io.strongroom.domain.operation.PutEncryptionConfiguration;
import io.strongroom.domain.port.Buckets;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The operations of this function. */
final class PutEncryptionConfigurationOperations {

  @Produces
  @Singleton
  PutEncryptionConfiguration putEncryptionConfiguration(
      AuthorizedBuckets authorized, Buckets buckets, DefaultKeys keys) {
    return new PutEncryptionConfiguration(authorized, buckets, keys);
  }

  @Produces
  @Singleton
  GetEncryptionConfiguration getEncryptionConfiguration(AuthorizedBuckets authorized) {
    return new GetEncryptionConfiguration(authorized);
  }

  @Produces
  @Singleton
  DeleteEncryptionConfiguration deleteEncryptionConfiguration(
      AuthorizedBuckets authorized, Buckets buckets) {
    return new DeleteEncryptionConfiguration(authorized, buckets);
  }
}
