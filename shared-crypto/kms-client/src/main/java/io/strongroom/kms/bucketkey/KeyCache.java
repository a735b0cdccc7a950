package io.strongroom.kms.bucketkey;

import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keys by name, each fetched once for all who ask at the same time. Thread-safe; no lock is held
 * while a key is fetched or an asker is answered.
 *
 * @param <K> everything that must be equal for two askers to share a key
 */
final class KeyCache<K> implements AutoCloseable {

  private static final float LOAD_FACTOR = 0.75f;

  private static final Duration REFRESH_PAUSE = Duration.ofSeconds(10);

  /** Between two looks at all keys: they may be many, and each caller asks for one. */
  private static final Duration SWEEP_PAUSE = Duration.ofSeconds(1);

  /**
   * How a key is fetched and how long it may then be used.
   *
   * @param refreshAfter age from which its use fetches a successor; the maximum age for never
   */
  record Terms(
      Supplier<CompletionStage<BucketKey>> fetch,
      Duration maxAge,
      Duration refreshAfter,
      long uses) {}

  private final int maxEntries;
  private final InstantSource clock;
  private final Runnable onHit;
  // In order of last use. Guarded by this, as is the map of flights.
  private final LinkedHashMap<K, HeldKey> held = new LinkedHashMap<>(16, LOAD_FACTOR, true);
  private final Map<K, List<CompletableFuture<BucketKey>>> flights = new HashMap<>();
  private boolean closed;
  private Instant nextSweep = Instant.MIN;

  KeyCache(int maxEntries, InstantSource clock, Runnable onHit) {
    this.maxEntries = maxEntries;
    this.clock = clock;
    this.onHit = onHit;
  }

  /**
   * A key that is held or comes.
   *
   * @param terms asked for only when the key has to be fetched: most have not
   */
  CompletionStage<BucketKey> get(K name, Supplier<Terms> terms) {
    CompletableFuture<BucketKey> asker = new CompletableFuture<>();
    BucketKey ready;
    boolean first = false;
    boolean refresh = false;
    synchronized (this) {
      sweepIfDue(name);
      refresh = startsSuccessor(name);
      ready = lease(name);
      if (ready == null) {
        List<CompletableFuture<BucketKey>> waiting = flights.get(name);
        first = waiting == null;
        if (waiting == null) {
          waiting = new ArrayList<>();
          flights.put(name, waiting);
        }
        waiting.add(asker);
      }
    }
    if (first || refresh) {
      fetch(name, terms);
    }
    if (!first) {
      onHit.run();
    }
    return ready == null ? asker : CompletableFuture.completedFuture(ready);
  }

  private void fetch(K name, Supplier<Terms> wanted) {
    // The age counts from the question: what the KMS allowed then it may have forbidden since.
    Instant asked = clock.instant();
    Terms terms;
    CompletionStage<BucketKey> answer;
    try {
      terms = wanted.get();
      answer = terms.fetch().get();
    } catch (RuntimeException e) {
      // A bug, but not one that may leave every later asker waiting.
      fail(name, e);
      return;
    }
    answer.whenComplete(
        (key, error) -> {
          if (error != null) {
            fail(name, error);
          } else {
            land(name, terms, new HeldKey(key, asked, terms));
          }
        });
  }

  private void land(K name, Terms terms, HeldKey key) {
    Map<CompletableFuture<BucketKey>, BucketKey> served = new LinkedHashMap<>();
    List<CompletableFuture<BucketKey>> unserved = new ArrayList<>();
    synchronized (this) {
      for (CompletableFuture<BucketKey> asker : takeOff(name)) {
        // The first asker is served even if the answer took longer than the maximum age.
        if (served.isEmpty() || key.usable(clock.instant())) {
          served.put(asker, key.lease());
        } else {
          unserved.add(asker);
        }
      }
      keep(name, key);
    }
    served.forEach(
        (asker, lease) -> {
          if (!asker.complete(lease)) {
            lease.close();
          }
        });
    unserved.forEach(asker -> pass(get(name, () -> terms), asker));
  }

  private void fail(K name, Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    List<CompletableFuture<BucketKey>> waiting;
    synchronized (this) {
      waiting = takeOff(name);
      noSuccessor(name, cause);
    }
    waiting.forEach(asker -> asker.completeExceptionally(cause));
  }

  private boolean startsSuccessor(K name) {
    HeldKey key = held.get(name);
    return key != null
        && key.wantsSuccessor(clock.instant())
        && flights.putIfAbsent(name, new ArrayList<>()) == null;
  }

  /** A refusal ends the key in use at once; a KMS that is busy or down does not. */
  private void noSuccessor(K name, Throwable cause) {
    HeldKey key = held.get(name);
    if (key == null) {
      return;
    }
    if (cause instanceof KmsException reason && reason.retryable()) {
      key.noSuccessorBefore(clock.instant().plus(REFRESH_PAUSE));
    } else {
      held.remove(name);
      key.close();
    }
  }

  private static void pass(CompletionStage<BucketKey> from, CompletableFuture<BucketKey> to) {
    from.whenComplete(
        (key, error) -> {
          if (error != null) {
            to.completeExceptionally(error);
          } else if (!to.complete(key)) {
            key.close();
          }
        });
  }

  private List<CompletableFuture<BucketKey>> takeOff(K name) {
    List<CompletableFuture<BucketKey>> waiting = flights.remove(name);
    return waiting == null ? List.of() : waiting;
  }

  private @Nullable BucketKey lease(K name) {
    HeldKey key = held.get(name);
    return key == null ? null : key.lease();
  }

  private void keep(K name, HeldKey key) {
    if (closed || !key.usable(clock.instant())) {
      key.close();
      return;
    }
    HeldKey earlier = held.put(name, key);
    if (earlier != null) {
      earlier.close();
    }
    if (held.size() > maxEntries) {
      held.pollFirstEntry().getValue().close();
    }
  }

  /** The key that is asked for is looked at each time. */
  private void sweepIfDue(K name) {
    Instant now = clock.instant();
    HeldKey key = held.get(name);
    if ((key != null && !key.usable(now)) || !now.isBefore(nextSweep)) {
      sweep();
    }
  }

  /** Zeroes and drops every key that may no longer be used. */
  synchronized void sweep() {
    Instant now = clock.instant();
    nextSweep = now.plus(SWEEP_PAUSE);
    held.values()
        .removeIf(
            key -> {
              boolean over = !key.usable(now);
              if (over) {
                key.close();
              }
              return over;
            });
  }

  /** Zeroes and drops the keys that {@code which} names: by name and canonical KMS key. */
  synchronized void forget(BiPredicate<K, KmsKeyId> which) {
    held.entrySet()
        .removeIf(
            entry -> {
              boolean named = which.test(entry.getKey(), entry.getValue().keyId());
              if (named) {
                entry.getValue().close();
              }
              return named;
            });
  }

  synchronized int size() {
    return held.size();
  }

  @Override
  public synchronized void close() {
    closed = true;
    held.values().forEach(HeldKey::close);
    held.clear();
  }
}
