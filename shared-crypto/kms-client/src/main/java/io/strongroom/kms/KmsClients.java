package io.strongroom.kms;

import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.kms.bucketkey.BucketKeySettings;
import io.strongroom.kms.bucketkey.CachedBucketKeys;
import io.strongroom.kms.events.KmsEvents;
import io.strongroom.kms.resilience.ResilienceSettings;
import io.strongroom.kms.resilience.ResilientKmsClient;
import io.strongroom.kms.routing.RoutingKmsClient;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Puts KMS clients together. A provider, from its own package or {@link ConfiguredKms}, makes one
 * attempt per call; wrap it to make it resilient.
 */
public final class KmsClients {

  private KmsClients() {}

  /** {@code raw} with retries, deadlines and limits; timers run on the JDK's common pool. */
  public static ResilientKmsClient resilient(
      KmsClient raw, ResilienceSettings settings, KmsEvents events) {
    return resilient(raw, settings, events, ForkJoinPool.commonPool());
  }

  /** As above, with timers on {@code scheduler}, which stays the caller's. */
  public static ResilientKmsClient resilient(
      KmsClient raw,
      ResilienceSettings settings,
      KmsEvents events,
      ScheduledExecutorService scheduler) {
    return ResilientKmsClient.create(raw, settings, events, scheduler);
  }

  /** Several services behind one port: {@code name:key} is a key of the service so named. */
  public static KmsClient routing(KmsClient standard, Map<String, KmsClient> named) {
    return RoutingKmsClient.create(standard, named);
  }

  /** As above, with one of the named services as the default and {@code aws} for ARNs. */
  public static KmsClient routing(
      String standard, Optional<KmsClient> aws, Map<String, KmsClient> named) {
    return RoutingKmsClient.create(standard, aws, named);
  }

  /** Bucket keys made by {@code kms}. The caller closes them, which zeroes them. */
  public static CachedBucketKeys bucketKeys(
      KmsClient kms, BucketKeySettings settings, InstantSource clock) {
    return bucketKeys(kms, settings, clock, KmsEvents.NONE);
  }

  /** As above, with a listener to the cache's hits. */
  public static CachedBucketKeys bucketKeys(
      KmsClient kms, BucketKeySettings settings, InstantSource clock, KmsEvents events) {
    return CachedBucketKeys.create(kms, settings, clock, events);
  }
}
