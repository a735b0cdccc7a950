package io.strongroom.runtime.admission;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
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

  /** A share that large uploads and larger windows leave to everybody else. */
  private static final int RESERVED = 4;

  private static final long A_MOMENT_NANOS = 20_000;

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
   * @param body what it brings; a quarter of bytes and places is not for large ones
   * @param yield cuts the request's connection; may run on any thread, at most once
   */
  public Optional<Lease> enter(long bytes, Body body, Runnable yield) {
    Lease lease = new Lease(this, new Pace(patience), body != Body.NONE, yield);
    Room room = room(body == Body.LARGE);
    List<Lease> slowest = new ArrayList<>();
    take();
    try {
      if (!makeRoom(room, new Wish(bytes, lease), slowest)) {
        refused.increment();
        return Optional.empty();
      }
      take(lease, bytes);
      leases.add(lease);
      bodies += lease.body ? 1 : 0;
    } finally {
      lock.unlock();
    }
    slowest.forEach(Lease::cut);
    return Optional.of(lease);
  }

  /** Bytes that are held. */
  public long used() {
    take();
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
    take();
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
    take();
    try {
      if (!leases.contains(lease)) {
        return bytes <= lease.held || growth == Growth.ALWAYS;
      }
      long more = bytes - lease.held;
      boolean fits =
          more <= 0
              || switch (growth) {
                case IF_FREE -> used + more <= room(true).bytes();
                case INSISTING -> makeRoom(room(false), new Wish(more, lease), slowest);
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
    take();
    try {
      remove(lease);
    } finally {
      lock.unlock();
    }
  }

  /** What a request brings. */
  public enum Body {
    NONE,
    /** One that says it is no longer than most are. */
    USUAL,
    /** A longer one, or one whose length shows at its end. */
    LARGE
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

  /** What may be taken in all. */
  private record Room(long bytes, int places) {}

  private Room room(boolean large) {
    return large
        ? new Room(capacity - capacity / RESERVED, places - places / RESERVED)
        : new Room(capacity, places);
  }

  /**
   * More, for one request.
   *
   * @param bytes to be added to what it holds
   */
  private record Wish(long bytes, Lease lease) {}

  /** What yields counts as gone at once: its connection is cut in the same breath. */
  private boolean makeRoom(Room room, Wish wish, List<Lease> slowest) {
    int body = wish.lease().body && !leases.contains(wish.lease()) ? 1 : 0;
    long bytes = used + wish.bytes();
    int taken = bodies + body;
    if (fits(room, bytes, body == 0 ? 0 : taken)) {
      return true;
    }
    for (Lease lease : slowest(wish.lease(), now(), patience.yieldAfter().toNanos())) {
      bytes -= lease.held;
      taken -= lease.body ? 1 : 0;
      slowest.add(lease);
      if (fits(room, bytes, body == 0 ? 0 : taken)) {
        slowest.forEach(this::remove);
        yielded.add(slowest.size());
        return true;
      }
    }
    slowest.clear();
    return false;
  }

  private static boolean fits(Room room, long bytes, int bodies) {
    return bytes <= room.bytes() && bodies <= room.places();
  }

  /**
   * Event loops come here, and must not queue behind virtual threads, whose turn comes when a
   * processor is free. What is done under the lock takes microseconds, so it is tried for.
   */
  private void take() {
    while (!lock.tryLock()) {
      LockSupport.parkNanos(A_MOMENT_NANOS);
    }
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
