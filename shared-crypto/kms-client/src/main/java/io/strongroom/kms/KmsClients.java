package io.strongroom.kms;

import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.kms.aws.AwsKmsClient;
import io.strongroom.kms.aws.AwsKmsSettings;
import io.strongroom.kms.azure.AzureSettings;
import io.strongroom.kms.azure.AzureWrapper;
import io.strongroom.kms.bucketkey.BucketKeySettings;
import io.strongroom.kms.bucketkey.CachedBucketKeys;
import io.strongroom.kms.dew.DewSettings;
import io.strongroom.kms.dew.DewWrapper;
import io.strongroom.kms.events.KmsEvents;
import io.strongroom.kms.kes.KesSettings;
import io.strongroom.kms.kes.KesWrapper;
import io.strongroom.kms.keywhiz.KeywhizKeys;
import io.strongroom.kms.keywhiz.KeywhizSettings;
import io.strongroom.kms.local.KeyFile;
import io.strongroom.kms.provider.WrapperKmsClient;
import io.strongroom.kms.resilience.ResilienceSettings;
import io.strongroom.kms.resilience.ResilientKmsClient;
import io.strongroom.kms.routing.RoutingKmsClient;
import io.strongroom.kms.vault.VaultSettings;
import io.strongroom.kms.vault.VaultWrapper;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;

/** Makes KMS clients. A provider alone makes one attempt per call; wrap it to make it resilient. */
public final class KmsClients {

  private KmsClients() {}

  /** AWS KMS, or the bundled one. The caller closes it. */
  public static AwsKmsClient aws(AwsKmsSettings settings) {
    return AwsKmsClient.create(settings);
  }

  /** Keys in a file that only its owner may read. Blocks while it is read. The caller closes it. */
  public static WrapperKmsClient local(Path keyFile) {
    return new WrapperKmsClient(KeyFile.open(keyFile).wrapper());
  }

  /** HashiCorp Vault or OpenBao, transit engine. The caller closes it. */
  public static WrapperKmsClient vault(VaultSettings settings) {
    return new WrapperKmsClient(VaultWrapper.create(settings));
  }

  /** Huawei Cloud KMS. The caller closes it. */
  public static WrapperKmsClient dew(DewSettings settings) {
    return new WrapperKmsClient(DewWrapper.create(settings));
  }

  /** MinIO KES. The caller closes it. */
  public static WrapperKmsClient kes(KesSettings settings) {
    return new WrapperKmsClient(KesWrapper.create(settings));
  }

  /** Azure Key Vault. The caller closes it. */
  public static WrapperKmsClient azure(AzureSettings settings) {
    return new WrapperKmsClient(AzureWrapper.create(settings));
  }

  /** Keys delivered by Keywhiz. The caller closes it. */
  public static WrapperKmsClient keywhiz(KeywhizSettings settings, InstantSource clock) {
    return new WrapperKmsClient(KeywhizKeys.create(settings, clock).wrapper());
  }

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
