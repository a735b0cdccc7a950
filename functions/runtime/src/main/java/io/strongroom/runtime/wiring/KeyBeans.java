package io.strongroom.runtime.wiring;

import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.domain.encryption.EffectiveEncryption;
import io.strongroom.domain.encryption.Envelopes;
import io.strongroom.domain.encryption.KeyService;
import io.strongroom.domain.encryption.SealingKeys;
import io.strongroom.domain.encryption.ServiceKeys;
import io.strongroom.domain.port.Workers;
import io.strongroom.kms.KmsClients;
import io.strongroom.kms.aws.AwsKmsClient;
import io.strongroom.kms.aws.AwsKmsSettings;
import io.strongroom.kms.bucketkey.BucketKeySettings;
import io.strongroom.kms.bucketkey.CachedBucketKeys;
import io.strongroom.kms.events.KmsEvents;
import io.strongroom.kms.resilience.ResilienceSettings;
import io.strongroom.runtime.config.CredentialsFile;
import io.strongroom.runtime.config.StrongroomConfig;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** From configuration to keys: the KMS client with its resilience, and the envelope logic. */
final class KeyBeans {

  private static final String PROVIDER = "aws";

  @Produces
  @Singleton
  ServiceKeys serviceKeys(StrongroomConfig config) {
    return new ServiceKeys(config.keyService().managedKey(), config.keyService().serviceKey());
  }

  @Produces
  @Singleton
  @Typed(AwsKmsClient.class)
  AwsKmsClient provider(StrongroomConfig config, CredentialsFile credentials) {
    String region = config.keyService().region().orElse(config.region());
    if (!config.keyService().bundled()) {
      AwsKmsSettings inRegion = AwsKmsSettings.inRegion(region);
      return KmsClients.aws(
          new AwsKmsSettings(
              region,
              config.keyService().endpoint().orElse(null),
              inRegion.credentials(),
              inRegion.http(),
              inRegion.namesRequester()));
    }
    CredentialsFile.Identity service =
        credentials
            .service()
            .orElseThrow(() -> new IllegalStateException("the credentials file has no service"));
    return KmsClients.aws(
        AwsKmsSettings.bundled(
            region,
            config
                .keyService()
                .endpoint()
                .orElseThrow(
                    () -> new IllegalStateException("strongroom.key-service.endpoint is not set")),
            new AwsKmsSettings.Credentials(service.accessKeyId(), service.secretAccessKey())));
  }

  void close(@Disposes AwsKmsClient provider) {
    provider.close();
  }

  @Produces
  @Singleton
  KmsClient resilient(AwsKmsClient provider, StrongroomConfig config, KmsEvents events) {
    ResilienceSettings settings =
        config.keyService().bundled()
            ? ResilienceSettings.sameMachine(PROVIDER)
            : ResilienceSettings.interactive(PROVIDER);
    return KmsClients.resilient(provider, settings, events);
  }

  @Produces
  @Singleton
  CachedBucketKeys bucketKeys(KmsClient kms, ServiceKeys keys, KmsEvents events) {
    return KmsClients.bucketKeys(
        kms,
        BucketKeySettings.DEFAULT.withServiceKey(keys.serviceKeyId()),
        InstantSource.system(),
        events);
  }

  void close(@Disposes CachedBucketKeys bucketKeys) {
    bucketKeys.close();
  }

  @Produces
  @Singleton
  KeyService keyService(KmsClient kms, CachedBucketKeys bucketKeys, Workers workers) {
    return new KeyService(kms, bucketKeys, workers);
  }

  @Produces
  @Singleton
  Envelopes envelopes(KeyService keyService, ServiceKeys keys) {
    return new Envelopes(keyService, keys);
  }

  @Produces
  @Singleton
  SealingKeys sealingKeys(ServiceKeys keys, Envelopes envelopes) {
    return new SealingKeys(new EffectiveEncryption(keys), envelopes);
  }
}
