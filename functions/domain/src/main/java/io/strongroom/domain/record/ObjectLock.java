package io.strongroom.domain.record;

import java.time.Instant;
import java.util.Optional;

/**
 * What protects one version.
 *
 * @param retention empty when none was set
 * @param legalHold whether somebody holds the version for as long as they like; empty when nobody
 *     ever said
 */
public record ObjectLock(Optional<Retention> retention, Optional<Boolean> legalHold) {

  private static final ObjectLock NONE = new ObjectLock(Optional.empty(), Optional.empty());

  /** Nothing. */
  public static ObjectLock none() {
    return NONE;
  }

  /** Whether it protects the version at this moment. */
  public boolean protectsAt(Instant moment) {
    return legalHold.orElse(false)
        || retention.filter(kept -> kept.until().isAfter(moment)).isPresent();
  }

  /** Whether anything was ever said of it. */
  public boolean isGiven() {
    return retention.isPresent() || legalHold.isPresent();
  }
}
