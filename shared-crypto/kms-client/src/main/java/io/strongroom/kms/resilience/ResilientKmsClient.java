package io.strongroom.kms.resilience;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.GeneratedDataKey;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.kms.ReEncryptCommand;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.events.BreakerState;
import io.strongroom.kms.events.KmsCall;
import io.strongroom.kms.events.KmsEvents;
import io.strongroom.kms.provider.AdoptingKmsClient;
import io.strongroom.kms.provider.KmsProvider;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Any provider, called with patience and restraint. Create one per provider and process: its limits
 * are shared by all calls that go through it, those of {@link #background} included. Thread-safe.
 */
public final class ResilientKmsClient implements AdoptingKmsClient {

  /** Work nobody waits for may use this share of the rate. */
  static final double BACKGROUND_SHARE = 0.2;

  private static final Duration BACKGROUND_TOTAL = Duration.ofMinutes(2);

  private final KmsClient raw;
  private final SharedResilience machinery;
  private final Pipeline pipeline;
  private final TroubleWatch trouble;

  private ResilientKmsClient(
      KmsClient raw, SharedResilience machinery, Pipeline pipeline, TroubleWatch trouble) {
    this.raw = raw;
    this.machinery = machinery;
    this.pipeline = pipeline;
    this.trouble = trouble;
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
    return create(raw, settings, events, new SystemTime(scheduler));
  }

  static ResilientKmsClient create(
      KmsClient raw, ResilienceSettings settings, KmsEvents events, TimeSource time) {
    SharedResilience machinery = new SharedResilience(settings, events, time);
    Pipeline pipeline =
        new Pipeline(
            machinery.retries(settings.retry()),
            settings.retry().attempts(),
            settings.time().total(),
            Pipeline.breakers(machinery.circuits, machinery.gate),
            time);
    TroubleWatch trouble =
        new TroubleWatch(
            settings.provider(),
            () -> raw instanceof KmsProvider provider ? provider.trouble() : Optional.empty(),
            events,
            time);
    return new ResilientKmsClient(raw, machinery, pipeline, trouble);
  }

  /**
   * The same service for work nobody waits for, such as rotation and re-wrapping in bulk: at most a
   * fifth of the rate, more attempts, two minutes for each call.
   */
  public ResilientKmsClient background() {
    TimeSource time = machinery.time;
    TokenBucket share = new TokenBucket(() -> machinery.rate.perSecond() * BACKGROUND_SHARE, time);
    Pipeline.Entrance entrance = Pipeline.breakers(machinery.circuits, machinery.gate);
    Pipeline patient =
        new Pipeline(
            machinery.retries(RetrySettings.BACKGROUND),
            RetrySettings.BACKGROUND.attempts(),
            BACKGROUND_TOTAL,
            (keyId, context) -> new PacedQueue(entrance.open(keyId, context), share, time),
            time);
    return new ResilientKmsClient(raw, machinery, patient, trouble);
  }

  /** The state now, for health checks. Asks nobody. */
  public Health health() {
    return new Health(
        machinery.settings.provider(),
        machinery.circuits.troubled(),
        trouble.now(),
        machinery.rate.perSecond());
  }

  /**
   * How a provider is doing.
   *
   * @param troubledKeys keys whose breaker is not closed
   * @param trouble what keeps the whole service from being used, for an operator
   * @param callsPerSecond the rate in force: below the configured one after throttles
   */
  public record Health(
      String provider,
      Map<String, BreakerState> troubledKeys,
      Optional<String> trouble,
      double callsPerSecond) {

    public Health {
      troubledKeys = Map.copyOf(troubledKeys);
    }

    /** Whether any key's breaker is not closed, or the whole service cannot be used. */
    public boolean degraded() {
      return !troubledKeys.isEmpty() || trouble.isPresent();
    }
  }

  @Override
  public CompletionStage<GeneratedDataKey> generateDataKey(
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester) {
    KmsCall call = call("GenerateDataKey", key);
    return machinery.refusals.unlessRefused(
        question(call, context, requester, null),
        () ->
            run(
                call,
                requester,
                GeneratedDataKey.class,
                () -> raw.generateDataKey(key, lengthInBytes, context, requester)));
  }

  @Override
  public CompletionStage<WrappedDataKey> generateDataKeyWithoutPlaintext(
      KeyName key, int lengthInBytes, EncryptionContext context, Requester requester) {
    KmsCall call = call("GenerateDataKeyWithoutPlaintext", key);
    return machinery.refusals.unlessRefused(
        question(call, context, requester, null),
        () ->
            run(
                call,
                requester,
                WrappedDataKey.class,
                () -> raw.generateDataKeyWithoutPlaintext(key, lengthInBytes, context, requester)));
  }

  /** Fails with {@link KmsException.InvalidKeyUsage} when the provider cannot. */
  @Override
  public CompletionStage<WrappedDataKey> wrap(
      KeyName key, SecretBytes plaintext, EncryptionContext context, Requester requester) {
    if (!(raw instanceof AdoptingKmsClient wrapping)) {
      return CompletableFuture.failedFuture(
          new KmsException.InvalidKeyUsage("this service cannot wrap a key from elsewhere"));
    }
    return run(
        call("Encrypt", key),
        requester,
        WrappedDataKey.class,
        () -> wrapping.wrap(key, plaintext, context, requester));
  }

  @Override
  public CompletionStage<UnwrappedKey> decrypt(
      KeyName key, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    KmsCall call = call("Decrypt", key);
    return machinery.refusals.unlessRefused(
        question(call, context, requester, key.isAny() ? wrapped : null),
        () ->
            machinery.flights.join(
                new DecryptFlights.Key(key, wrapped, context, requester.principal()),
                () ->
                    run(
                        call,
                        requester,
                        UnwrappedKey.class,
                        () -> raw.decrypt(key, wrapped, context, requester))));
  }

  @Override
  public CompletionStage<WrappedDataKey> reEncrypt(ReEncryptCommand command, Requester requester) {
    // Which of the two keys was refused, the answer does not say: neither is trusted further.
    return run(
        call("ReEncrypt", command.destination()),
        requester,
        WrappedDataKey.class,
        () -> listening(command.source(), requester, raw.reEncrypt(command, requester)));
  }

  /** Not answered from memory: it is how callers find out that a key has changed. */
  @Override
  public CompletionStage<KmsKeyDescription> describeKey(KeyName key, Requester requester) {
    return run(
        call("DescribeKey", key),
        requester,
        KmsKeyDescription.class,
        () -> raw.describeKey(key, requester));
  }

  private <T> CompletionStage<T> run(
      KmsCall call, Requester requester, Class<T> type, Supplier<CompletionStage<T>> ask) {
    return pipeline.run(
        call,
        machinery.events.begins(call, requester),
        type,
        () -> listening(call.key(), requester, ask.get()));
  }

  /** Whoever is refused a key ends the sharing of what was unwrapped under it. */
  private <T> CompletionStage<T> listening(
      KeyName key, Requester requester, CompletionStage<T> answer) {
    return answer.whenComplete(
        (value, error) -> {
          trouble.look();
          machinery.flights.heard(key, requester.principal(), error);
        });
  }

  private KmsCall call(String operation, KeyName key) {
    return new KmsCall(machinery.settings.provider(), operation, key);
  }

  private static Refusals.Question question(
      KmsCall call, EncryptionContext context, Requester requester, @Nullable WrappedKey wrapped) {
    return new Refusals.Question(
        call.operation(), call.key(), context, requester.principal(), wrapped);
  }
}
