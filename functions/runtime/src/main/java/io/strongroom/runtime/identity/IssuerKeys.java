package io.strongroom.runtime.identity;

import io.strongroom.domain.iam.IdentityError;
import io.strongroom.domain.iam.IdentityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jose4j.jwk.JsonWebKey;

/**
 * The keys of one issuer of tokens. However many tokens come, one thread at a time asks the issuer,
 * and not again for a while after it did, whatever came of it. Thread-safe; blocks virtual threads.
 */
final class IssuerKeys {

  private static final long KEPT = Duration.ofHours(1).toNanos();
  private static final long PAUSE = Duration.ofSeconds(2).toNanos();
  private static final long TURN_SECONDS = 5;

  private final Supplier<List<JsonWebKey>> issuer;
  private final LongSupplier nanoClock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Optional<Attempt> last = Optional.empty();

  /**
   * What came of asking.
   *
   * @param keys empty when there was no answer
   */
  private record Attempt(Optional<List<JsonWebKey>> keys, long at) {}

  /**
   * @param issuer asks it; fails with IssuerAway
   */
  IssuerKeys(Supplier<List<JsonWebKey>> issuer, LongSupplier nanoClock) {
    this.issuer = issuer;
    this.nanoClock = nanoClock;
  }

  /**
   * Its keys as they were within the hour.
   *
   * @throws IdentityException IssuerAway
   */
  List<JsonWebKey> current() {
    return last.filter(attempt -> attempt.keys().isPresent() && isWithin(KEPT, attempt))
        .flatMap(Attempt::keys)
        .orElseGet(this::asked);
  }

  /**
   * Its keys now, where somebody may have missed one: those that were known when it has been asked
   * a moment ago, or does not answer.
   */
  List<JsonWebKey> newer(List<JsonWebKey> known) {
    try {
      return asked();
    } catch (IdentityException away) {
      return known;
    }
  }

  private List<JsonWebKey> asked() {
    if (!takeTurn()) {
      throw away();
    }
    try {
      if (last.filter(attempt -> isWithin(PAUSE, attempt)).isEmpty()) {
        ask();
      }
      return last.flatMap(Attempt::keys).orElseThrow(IssuerKeys::away);
    } finally {
      asking.unlock();
    }
  }

  private boolean takeTurn() {
    try {
      return asking.tryLock(TURN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void ask() {
    Optional<List<JsonWebKey>> keys;
    try {
      keys = Optional.of(List.copyOf(issuer.get()));
    } catch (IdentityException gone) {
      keys = Optional.empty();
    }
    last = Optional.of(new Attempt(keys, nanoClock.getAsLong()));
  }

  private boolean isWithin(long nanos, Attempt attempt) {
    return nanoClock.getAsLong() - attempt.at() < nanos;
  }

  private static IdentityException away() {
    return new IdentityException(new IdentityError.IssuerAway());
  }
}
