package io.strongroom.runtime.connection;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The connections of a process, over all ports. When there are too many, the one that has waited
 * longest for a head of a request has to go, so that half-sent heads keep nobody out. Thread-safe.
 */
public final class Connections {

  private final ConnectionLimits limits;
  private final HeadLimits heads;
  private final Set<ConnectionWatch> open = ConcurrentHashMap.newKeySet();
  private final Map<ClosingReason, LongAdder> closed = new ConcurrentHashMap<>();

  /**
   * @param heads limits of heads, for every port
   */
  Connections(ConnectionLimits limits, HeadLimits heads) {
    this.limits = limits;
    this.heads = heads;
  }

  /** A watch for a new connection, or nothing when it must not be. */
  Optional<ConnectionWatch> admit() {
    if (open.size() >= limits.connections() && !makeRoom()) {
      count(ClosingReason.TOO_MANY);
      return Optional.empty();
    }
    ConnectionWatch watch = new ConnectionWatch(this, limits, heads);
    open.add(watch);
    return Optional.of(watch);
  }

  void forget(ConnectionWatch watch) {
    open.remove(watch);
  }

  void count(ClosingReason reason) {
    closed.computeIfAbsent(reason, each -> new LongAdder()).increment();
  }

  /** Connections that are open. */
  public int open() {
    return open.size();
  }

  /** Connections that were closed for this reason so far. */
  public long closed(ClosingReason reason) {
    LongAdder count = closed.get(reason);
    return count == null ? 0 : count.sum();
  }

  private boolean makeRoom() {
    long latest = System.nanoTime() - limits.yieldAfter().toNanos();
    Optional<ConnectionWatch> longest =
        open.stream()
            .filter(watch -> watch.waitsSince() - latest <= 0)
            .min(Comparator.comparingLong(watch -> watch.waitsSince() - latest));
    longest.ifPresent(
        watch -> {
          // Gone at once for those who count; its event loop does the rest.
          open.remove(watch);
          watch.close(ClosingReason.TOO_MANY);
        });
    return longest.isPresent();
  }
}
