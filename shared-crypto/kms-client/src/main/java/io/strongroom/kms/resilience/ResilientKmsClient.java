package io.strongroom.kms.resilience;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.kms.events.KmsCall;
import io.strongroom.kms.events.KmsEvents;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/**
 * Any provider, called with patience and restraint. Create one per provider and process: its limits
 * are shared by all calls that go through it. Thread-safe.
 */
public final class ResilientKmsClient implements KmsClient {

  private final KmsClient raw;
  private final String provider;
  private final Pipeline pipeline;

  ResilientKmsClient(
      KmsClient raw, ResilienceSettings settings, KmsEvents events, TimeSource time) {
    this.raw = raw;
    this.provider = settings.provider();
    // ThreadLocalRandom.current() must be asked on the thread that uses it.
    RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    this.pipeline = new Pipeline(settings, events, time, random);
  }

  /**
   * Wraps {@code raw}.
   *
   * @param scheduler runs the timers; what they lead to runs on virtual threads. Stays the caller's
   */
  public static ResilientKmsClient create(
      KmsClient raw,
      ResilienceSettings settings,
      KmsEvents events,
      ScheduledExecutorService scheduler) {
    return new ResilientKmsClient(raw, settings, events, new SystemTime(scheduler));
  }

  @Override
  public CompletionStage<GeneratedDataKey> generateDataKey(
      String keyId, int lengthInBytes, EncryptionContext context, Requester requester) {
    return pipeline.run(
        call("GenerateDataKey", keyId),
        GeneratedDataKey.class,
        () -> raw.generateDataKey(keyId, lengthInBytes, context, requester));
  }

  @Override
  public CompletionStage<WrappedDataKey> generateDataKeyWithoutPlaintext(
      String keyId, int lengthInBytes, EncryptionContext context, Requester requester) {
    return pipeline.run(
        call("GenerateDataKeyWithoutPlaintext", keyId),
        WrappedDataKey.class,
        () -> raw.generateDataKeyWithoutPlaintext(keyId, lengthInBytes, context, requester));
  }

  @Override
  public CompletionStage<UnwrappedKey> decrypt(
      String keyId, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    return pipeline.run(
        call("Decrypt", keyId),
        UnwrappedKey.class,
        () -> raw.decrypt(keyId, wrapped, context, requester));
  }

  @Override
  public CompletionStage<WrappedDataKey> reEncrypt(ReEncryptCommand command, Requester requester) {
    return pipeline.run(
        call("ReEncrypt", command.destinationKeyId()),
        WrappedDataKey.class,
        () -> raw.reEncrypt(command, requester));
  }

  @Override
  public CompletionStage<KmsKeyDescription> describeKey(String keyId, Requester requester) {
    return pipeline.run(
        call("DescribeKey", keyId),
        KmsKeyDescription.class,
        () -> raw.describeKey(keyId, requester));
  }

  private KmsCall call(String operation, String keyId) {
    return new KmsCall(provider, operation, keyId);
  }
}
