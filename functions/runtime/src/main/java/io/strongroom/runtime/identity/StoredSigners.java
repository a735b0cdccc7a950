package io.strongroom.runtime.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.envelope.IdentitySeals;
import io.strongroom.domain.identity.KeyHolder;
import io.strongroom.domain.identity.KnownIdentities;
import io.strongroom.domain.identity.StoredKey;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.KeyHolders;
import io.strongroom.protocol.http.Signers;
import io.strongroom.signing.Credential;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Access keys of the database. A key that was asked for a moment ago costs no round trip; one that
 * was disabled, or whose policies changed, is read again within a second. Blocks the virtual thread
 * that asks while a key is read. Thread-safe.
 */
final class StoredSigners implements Signers, StoredKeys {

  private static final long ANSWER_SECONDS = 10;
  private static final long TURN_SECONDS = 5;
  private static final int FIRST_LOOKS = 8;

  /** Of an access key's id, in characters. */
  private static final int LENGTH = 20;

  private final KeyHolders holders;
  private final IdentitySeals seals;
  private final KnownKeys keys;
  private final Runnable used;
  private final LongSupplier nanoClock;

  /** Whoever makes up names of keys waits for others who do, and holds no more of the database. */
  private final Semaphore firstLooks = new Semaphore(FIRST_LOOKS, true);

  /**
   * @param used is told whenever somebody asks
   */
  StoredSigners(
      KeyHolders holders,
      IdentitySeals seals,
      KnownKeys keys,
      Runnable used,
      LongSupplier nanoClock) {
    this.holders = holders;
    this.seals = seals;
    this.keys = keys;
    this.used = used;
    this.nanoClock = nanoClock;
  }

  @Override
  public Optional<Credential> find(String accessKeyId) {
    return known(accessKeyId).map(Known::credential);
  }

  @Override
  public Optional<Signer> signer(String accessKeyId) {
    return known(accessKeyId).map(Known::signer);
  }

  /** Whatever cannot be a key is not looked for. */
  private static boolean canBeAKey(String text) {
    if (text.length() != LENGTH || !(text.startsWith("AKIA") || text.startsWith("ASIA"))) {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      char each = text.charAt(i);
      if ((each < 'A' || each > 'Z') && (each < '0' || each > '9')) {
        return false;
      }
    }
    return true;
  }

  private Optional<Known> known(String accessKeyId) {
    if (!canBeAKey(accessKeyId)) {
      return Optional.empty();
    }
    used.run();
    return keys.current(accessKeyId).map(KnownKeys.Kept::known).orElseGet(() -> look(accessKeyId));
  }

  private Optional<Known> look(String accessKeyId) {
    boolean knownBefore = keys.last(accessKeyId).flatMap(KnownKeys.Kept::known).isPresent();
    return knownBefore ? read(accessKeyId) : firstLook(accessKeyId);
  }

  private Optional<Known> firstLook(String accessKeyId) {
    takeTurn();
    try {
      // Somebody else may have looked meanwhile.
      return keys.current(accessKeyId)
          .map(KnownKeys.Kept::known)
          .orElseGet(() -> read(accessKeyId));
    } finally {
      firstLooks.release();
    }
  }

  private void takeTurn() {
    try {
      if (firstLooks.tryAcquire(TURN_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw new ObjectStoreException(
        new RequestError.StorageBusy("too many access keys are looked for"));
  }

  @Override
  public Optional<Uni<Void>> load(String accessKeyId) {
    if (!canBeAKey(accessKeyId)) {
      return Optional.empty();
    }
    used.run();
    return keys.current(accessKeyId).isPresent()
        ? Optional.empty()
        : Optional.of(loading(accessKeyId));
  }

  private Uni<Void> loading(String accessKeyId) {
    return Uni.createFrom()
        .<Void>emitter(
            done ->
                Thread.ofVirtual()
                    .name("strongroom-key")
                    .start(
                        () -> {
                          try {
                            known(accessKeyId);
                          } catch (RuntimeException unknown) {
                            // It stays unknown, and is refused.
                          } finally {
                            done.complete(null);
                          }
                        }));
  }

  @Override
  public Optional<Credential> ready(String accessKeyId) {
    return keys.current(accessKeyId).flatMap(KnownKeys.Kept::known).map(Known::credential);
  }

  @Override
  public Optional<Signer> readySigner(String accessKeyId) {
    return keys.last(accessKeyId).flatMap(KnownKeys.Kept::known).map(Known::signer);
  }

  private Optional<Known> read(String accessKeyId) {
    long askedAt = nanoClock.getAsLong();
    KeyHolders.Found found = answered(holders.find(accessKeyId));
    Optional<Known> before = keys.last(accessKeyId).flatMap(KnownKeys.Kept::known);
    Optional<Known> known = found.holder().map(holder -> opened(holder, before));
    keys.keep(accessKeyId, known, found.revision(), askedAt);
    return known;
  }

  /** The same secret stays the same object: keys derived from it go on being used. */
  private Known opened(KeyHolder holder, Optional<Known> before) {
    StoredKey key = holder.key();
    Credential credential =
        before
            .filter(known -> known.key().secret().equals(key.secret()))
            .map(Known::credential)
            .orElseGet(() -> credential(holder));
    return new Known(
        key,
        credential,
        new Signer(
            KnownIdentities.of(holder),
            key.session().map(session -> new Token(session.tokenHash(), session.expiresAt()))));
  }

  private Credential credential(KeyHolder holder) {
    StoredKey key = holder.key();
    SecretBytes secret = answered(seals.open(key.secret(), key.id()));
    return new Credential(
        key.id(), secret, holder.member().arn(), holder.member().name().account().value());
  }

  private static <T> T answered(Uni<T> answer) {
    try {
      return answer.subscribeAsCompletionStage().orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException failure) {
      if (failure.getCause() instanceof ObjectStoreException refused) {
        throw refused;
      }
      throw new ObjectStoreException(new RequestError.StorageUnavailable("identities"), failure);
    }
  }
}
