package io.strongroom.domain.record;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * How long a bucket keeps new versions whose writers do not say.
 *
 * @param count how many of the unit, at least 1
 */
public record DefaultRetention(Retention.Mode mode, Unit unit, int count) {

  /** Of a version that is written at this moment. */
  public Retention from(Instant written) {
    OffsetDateTime start = written.atOffset(ZoneOffset.UTC);
    OffsetDateTime end =
        switch (unit) {
          case DAYS -> start.plusDays(count);
          case YEARS -> start.plusYears(count);
        };
    return new Retention(mode, end.toInstant());
  }

  /** Of the calendar, UTC. */
  public enum Unit {
    DAYS,
    YEARS
  }
}
