package io.strongroom.emulator.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The emulator's time. A type of its own, so that it never meets the {@code Clock} bean of an
 * application that the emulator runs in.
 */
@ApplicationScoped
public class KmsClock {

  private volatile Duration offset = Duration.ZERO;

  /** Now, in whole milliseconds: what the wire shows and the database keeps. */
  public Instant instant() {
    return Instant.now().plus(offset).truncatedTo(ChronoUnit.MILLIS);
  }

  /** How far this clock is off. */
  public Duration offset() {
    return offset;
  }

  /** Moves this clock, for tests. */
  public void offset(Duration fresh) {
    offset = fresh;
  }
}
