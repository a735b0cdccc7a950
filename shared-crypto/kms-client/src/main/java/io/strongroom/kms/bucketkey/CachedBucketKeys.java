package io.strongroom.kms.bucketkey;

import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.kms.BucketKeys;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.kms.events.KmsEvents;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Bucket keys held in memory, each for one requester, KMS key and context, for the time the
 * settings allow. The plaintext is zeroed when it is dropped: by age, by number of objects, to make
 * room, and on {@link #close}.
 *
 * <p>What other calls to the KMS reveal counts as well: a key that one of them was refused for is
 * dropped at once, see {@link RefusalWatch}.
 *
 * <p>A key made for writing is not used to answer {@link #unwrap}: who may have a data key made is
 * not thereby allowed to decrypt, and only the KMS can tell.
 */
public final class CachedBucketKeys implements BucketKeys, AutoCloseable {

  /** Bucket keys wrap with AES-256 whatever the data cipher. */
  private static final int LENGTH_IN_BYTES = 32;

  private record ForWriting(PrincipalName principal, KeyName key, EncryptionContext context) {}

  private record ForReading(
      PrincipalName principal, KmsKeyId keyId, EncryptionContext context, WrappedKey wrapped) {}

  private final KmsClient kms;
  private final BucketKeySettings settings;
  private final KeyCache<ForWriting> writing;
  private final KeyCache<ForReading> reading;

  private CachedBucketKeys(
      KmsClient kms, BucketKeySettings settings, InstantSource clock, KmsEvents events) {
    this.kms = kms;
    this.settings = settings;
    this.writing =
        new KeyCache<>(settings.maxEntries(), clock, () -> events.cacheHit("bucket-key", ""));
    this.reading =
        new KeyCache<>(
            settings.maxReadEntries(), clock, () -> events.cacheHit("bucket-key-unwrap", ""));
  }

  /** Bucket keys made and unwrapped by {@code kms}, which should be a resilient one. */
  public static CachedBucketKeys create(
      KmsClient kms, BucketKeySettings settings, InstantSource clock, KmsEvents events) {
    return new CachedBucketKeys(kms, settings, clock, events);
  }

  @Override
  public CompletionStage<BucketKey> current(
      KeyName key, EncryptionContext context, Requester requester) {
    return writing.get(
        new ForWriting(requester.principal(), key, context),
        () -> writing(key, context, requester));
  }

  private KeyCache.Terms writing(KeyName key, EncryptionContext context, Requester requester) {
    return new KeyCache.Terms(
        () ->
            kms.generateDataKey(key, LENGTH_IN_BYTES, context, requester)
                .thenApply(
                    made -> {
                      sweepLater(key, requester);
                      return new BucketKey(
                          made.keyId(), made.wrapped(), made.plaintext(), made.reach());
                    }),
        settings.maxAge(key, requester),
        settings.refreshAfter(key, requester),
        settings.maxObjects());
  }

  @Override
  public CompletionStage<BucketKey> unwrap(
      KmsKeyId keyId, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    return reading.get(
        new ForReading(requester.principal(), keyId, context, wrapped),
        () -> reading(keyId.name(), wrapped, context, requester));
  }

  private KeyCache.Terms reading(
      KeyName key, WrappedKey wrapped, EncryptionContext context, Requester requester) {
    return new KeyCache.Terms(
        () ->
            kms.decrypt(key, wrapped, context, requester)
                .thenApply(
                    opened -> {
                      sweepLater(key, requester);
                      return new BucketKey(
                          opened.keyId(), wrapped, opened.plaintext(), opened.reach());
                    }),
        settings.maxAge(key, requester),
        settings.refreshAfter(key, requester),
        Long.MAX_VALUE);
  }

  /** Drops every bucket key under a KMS key that turned out to be unusable, however it is named. */
  public void forget(KeyName key) {
    writing.forget((name, canonical) -> isKey(key, name.key(), canonical));
    reading.forget((name, canonical) -> isKey(key, name.keyId().name(), canonical));
  }

  /** Drops those of one requester, who turned out not to be allowed to use the KMS key. */
  public void forget(KeyName key, Requester requester) {
    PrincipalName principal = requester.principal();
    writing.forget(
        (name, canonical) ->
            name.principal().equals(principal) && isKey(key, name.key(), canonical));
    reading.forget(
        (name, canonical) ->
            name.principal().equals(principal) && isKey(key, name.keyId().name(), canonical));
  }

  private static boolean isKey(KeyName key, KeyName named, KmsKeyId canonical) {
    return key.equals(named) || key.equals(canonical.name());
  }

  /** Drops what is too old. Runs by itself on use and some time after a key was fetched. */
  public void sweep() {
    writing.sweep();
    reading.sweep();
  }

  @Override
  public void close() {
    writing.close();
    reading.close();
  }

  /** So that a key nobody asks for any more does not stay in memory past its age. */
  private void sweepLater(KeyName key, Requester requester) {
    Duration age = settings.maxAge(key, requester).plusMillis(1);
    CompletableFuture.delayedExecutor(age.toMillis(), TimeUnit.MILLISECONDS).execute(this::sweep);
  }
}
