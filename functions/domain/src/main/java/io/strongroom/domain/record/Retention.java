package io.strongroom.domain.record;

import java.time.Instant;

/**
 * Keeps a version until a moment, inclusive: nothing removes or replaces it before.
 *
 * <p>Source: "Locking objects with Object Lock", Amazon S3 user guide.
 */
public record Retention(Mode mode, Instant until) {

  /** Whom a retention gives way to. */
  public enum Mode {
    /** Those who are allowed to go past it, and say so. */
    GOVERNANCE,
    /** Nobody. */
    COMPLIANCE
  }
}
