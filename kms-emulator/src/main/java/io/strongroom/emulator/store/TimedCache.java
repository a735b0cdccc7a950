package io.strongroom.emulator.store;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Loaded values for a short time. Concurrent loads of one name are one load.
 *
 * <p>{@link #forget} after a commit is enough for this process to see the change at once: a load
 * that began before the commit may still finish, but what it found is no longer in the map, so only
 * callers that were already waiting for it get it. Thread-safe.
 */
final class TimedCache<K, V> {

  private static final int MAX_ENTRIES = 10_000;

  private final long ttlInNanos;
  private final ConcurrentHashMap<K, Entry<V>> entries = new ConcurrentHashMap<>();

  TimedCache(Duration ttl) {
    this.ttlInNanos = ttl.toNanos();
  }

  Uni<V> get(K name, Function<K, Uni<V>> loader) {
    Entry<V> known = entries.get(name);
    if (known != null && known.isFresh(ttlInNanos)) {
      return Uni.createFrom().completionStage(known.value());
    }
    Entry<V> mine = new Entry<>(new CompletableFuture<>(), System.nanoTime());
    if (!replace(name, known, mine)) {
      return get(name, loader);
    }
    loader
        .apply(name)
        .subscribe()
        .with(
            mine.value()::complete,
            failure -> {
              entries.remove(name, mine);
              mine.value().completeExceptionally(failure);
            });
    return Uni.createFrom().completionStage(mine.value());
  }

  void forget(K name) {
    entries.remove(name);
  }

  void clear() {
    entries.clear();
  }

  private boolean replace(K name, @org.jspecify.annotations.Nullable Entry<V> old, Entry<V> fresh) {
    if (old != null) {
      return entries.replace(name, old, fresh);
    }
    if (entries.size() >= MAX_ENTRIES) {
      entries.clear();
    }
    return entries.putIfAbsent(name, fresh) == null;
  }

  // A class of its own identity: replace and remove must compare the entry, not its content.
  private static final class Entry<V> {
    private final CompletableFuture<V> value;
    private final long since;

    Entry(CompletableFuture<V> value, long since) {
      this.value = value;
      this.since = since;
    }

    CompletableFuture<V> value() {
      return value;
    }

    boolean isFresh(long ttlInNanos) {
      return System.nanoTime() - since < ttlInNanos;
    }
  }
}
