package io.strongroom.runtime.wiring;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.domain.envelope.ServiceKeys;
import io.strongroom.kms.KmsClients;
import io.strongroom.kms.bucketkey.CachedBucketKeys;
import io.strongroom.kms.events.KmsEvents;
import io.strongroom.runtime.config.CredentialsFile;
import io.strongroom.runtime.config.StrongroomConfig;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** From configuration to keys: the KMS client with its resilience, and the bucket keys. */
final class KeyBeans {

  @Produces
  @Singleton
  ServiceKeys serviceKeys(StrongroomConfig config) {
    String managed = config.keyService().managedKey();
    return new ServiceKeys(
        KeyName.parse(managed),
        KeyName.parse(config.keyService().obsManagedKey().orElse(ofObs(managed))),
        KeyName.parse(config.keyService().serviceKey()));
  }

  /** OBS has a name of its own for what S3 calls otherwise; an operator's key is for both. */
  private static String ofObs(String managed) {
    return managed.equals("alias/aws/s3") ? "alias/obs/default" : managed;
  }

  @Produces
  @Singleton
  @Typed(KmsServices.class)
  KmsServices services(
      StrongroomConfig config,
      CredentialsFile credentials,
      KmsEvents events,
      Instance<InProcessKms> inProcess) {
    return KmsServices.create(config, credentials, events, inProcess.stream().findFirst());
  }

  void close(@Disposes KmsServices services) {
    services.close();
  }

  @Produces
  @Singleton
  KmsClient client(KmsServices services) {
    return services.client();
  }

  @Produces
  @Singleton
  CachedBucketKeys bucketKeys(
      KmsClient kms, ServiceKeys keys, StrongroomConfig config, KmsEvents events) {
    return KmsClients.bucketKeys(
        kms,
        KmsLimits.bucketKeys(config.keyService().bucketKeys(), keys.service()),
        InstantSource.system(),
        events);
  }

  void close(@Disposes CachedBucketKeys bucketKeys) {
    bucketKeys.close();
  }
}
