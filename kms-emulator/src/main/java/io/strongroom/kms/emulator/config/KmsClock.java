package io.strongroom.kms.emulator.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The emulator's time. A type of its own, so that it never meets the {@code Clock} bean of an
 * application that the emulator runs in.
 */
@ApplicationScoped
public class KmsClock {

  /** Now, in whole milliseconds: what the wire shows and the database keeps. */
  public Instant instant() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
