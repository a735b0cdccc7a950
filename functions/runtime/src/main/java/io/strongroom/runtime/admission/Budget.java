package io.strongroom.runtime.admission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The bytes that all requests under way hold together, and the number of bodies among them. Who
 * finds no room is refused, unless others keep the server waiting: of those, the slowest have to
 * yield. So clients that stand still cost each other their places, and nobody else.
 *
 * <p>Thread-safe; never blocks for longer than it takes to look at every lease.
 */
public final class Budget {

  private final long capacity;
  private final int places;
  private final Patience patience;
  private final LongSupplier nanoTime;

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Lease> leases = new LinkedHashSet<>();
  private long used;
  private int bodies;

  private final LongAdder refused = new LongAdder();
  private final LongAdder yielded = new LongAdder();

  /**
   * @param capacity in bytes
   * @param places most bodies at once
   * @param nanoTime a monotonic clock
   */
  public Budget(long capacity, int places, Patience patience, LongSupplier nanoTime) {
    this.capacity = capacity;
    this.places = places;
    this.patience = patience;
    this.nanoTime = nanoTime;
  }

  /**
   * A share of the budget for a new request, or nothing when it has to come back later.
   *
   * @param bytes what it holds at least
   * @param body whether it brings a body
   * @param yield cuts the request's connection; may run on any thread, at most once
   */
  public Optional<Lease> enter(long bytes, boolean body, Runnable yield) {
    Lease lease = new Lease(this, new Pace(patience), body, yield);
    List<Lease> slowest = new ArrayList<>();
    lock.lock();
    try {
      if (!makeRoom(bytes, body ? 1 : 0, lease, slowest)) {
        refused.increment();
        return Optional.empty();
      }
      take(lease, bytes);
      leases.add(lease);
      bodies += body ? 1 : 0;
    } finally {
      lock.unlock();
    }
    slowest.forEach(Lease::cut);
    return Optional.of(lease);
  }

  /** Bytes that are held. */
  public long used() {
    lock.lock();
    try {
      return used;
    } finally {
      lock.unlock();
    }
  }

  /** Bytes that may be held. */
  public long capacity() {
    return capacity;
  }

  /** Bodies under way. */
  public int bodies() {
    lock.lock();
    try {
      return bodies;
    } finally {
      lock.unlock();
    }
  }

  /** Requests that found no room so far. */
  public long refused() {
    return refused.sum();
  }

  /** Requests that had to make room so far. */
  public long yielded() {
    return yielded.sum();
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** More for a lease; {@code insisting} lets slower ones yield, {@code always} asks nobody. */
  boolean resize(Lease lease, long bytes, Growth growth) {
    List<Lease> slowest = new ArrayList<>();
    lock.lock();
    try {
      if (!leases.contains(lease)) {
        return bytes <= lease.held || growth == Growth.ALWAYS;
      }
      long more = bytes - lease.held;
      boolean fits =
          more <= 0
              || switch (growth) {
                case IF_FREE -> used + more <= capacity;
                case INSISTING -> makeRoom(more, 0, lease, slowest);
                case ALWAYS -> true;
              };
      if (!fits) {
        return false;
      }
      take(lease, more);
    } finally {
      lock.unlock();
    }
    slowest.forEach(Lease::cut);
    return true;
  }

  void leave(Lease lease) {
    lock.lock();
    try {
      remove(lease);
    } finally {
      lock.unlock();
    }
  }

  enum Growth {
    IF_FREE,
    INSISTING,
    ALWAYS
  }

  private void take(Lease lease, long bytes) {
    lease.held += bytes;
    used += bytes;
  }

  private void remove(Lease lease) {
    if (leases.remove(lease)) {
      used -= lease.held;
      bodies -= lease.body ? 1 : 0;
    }
  }

  /** What yields counts as gone at once: its connection is cut in the same breath. */
  private boolean makeRoom(long bytes, int body, Lease asking, List<Lease> slowest) {
    if (fits(bytes, body, 0, 0)) {
      return true;
    }
    long now = now();
    long limit = patience.yieldAfter().toNanos();
    long freed = 0;
    int places = 0;
    for (Lease lease : slowest(asking, now, limit)) {
      freed += lease.held;
      places += lease.body ? 1 : 0;
      slowest.add(lease);
      if (fits(bytes, body, freed, places)) {
        slowest.forEach(this::remove);
        yielded.add(slowest.size());
        return true;
      }
    }
    slowest.clear();
    return false;
  }

  private boolean fits(long bytes, int body, long freed, int freedPlaces) {
    return used - freed + bytes <= capacity && (body == 0 || bodies - freedPlaces + body <= places);
  }

  private List<Lease> slowest(Lease asking, long now, long limit) {
    record Lag(Lease lease, long nanos) {}
    return leases.stream()
        .filter(lease -> lease != asking)
        .map(lease -> new Lag(lease, lease.pace().lagging(now)))
        .filter(lag -> lag.nanos() >= limit)
        .sorted(Comparator.comparingLong(Lag::nanos).reversed())
        .map(Lag::lease)
        .toList();
  }
}
