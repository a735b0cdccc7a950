package io.strongroom.kms.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;

/** What was found out lately, for a bounded number of things and a bounded time. Thread-safe. */
public final class Recent<T> {

  private static final int MOST = 1_000;

  private final Duration memory;
  private final InstantSource clock;
  private final LinkedHashMap<T, Instant> until = new LinkedHashMap<>();

  public Recent(Duration memory, InstantSource clock) {
    this.memory = memory;
    this.clock = clock;
  }

  /** Whether {@code thing} was added within the memory's time. */
  public synchronized boolean has(T thing) {
    Instant end = until.get(thing);
    return end != null && clock.instant().isBefore(end);
  }

  public synchronized void add(T thing) {
    until.remove(thing);
    until.putLast(thing, clock.instant().plus(memory));
    if (until.size() > MOST) {
      until.pollFirstEntry();
    }
  }
}
