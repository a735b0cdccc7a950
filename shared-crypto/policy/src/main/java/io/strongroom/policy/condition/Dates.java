package io.strongroom.policy.condition;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Dates of policies: the W3C profile of ISO 8601, or seconds since 1970. Four digits are a year.
 *
 * <p>Sources: W3C note "Date and Time Formats"; IAM user guide, "Date condition operators".
 */
final class Dates {

  private static final Pattern YEAR = Pattern.compile("[0-9]{4}");
  private static final Pattern MONTH = Pattern.compile("[0-9]{4}-[0-9]{2}");
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern TIME =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?"
              + "(Z|[+-][0-9]{2}:[0-9]{2})");
  private static final Pattern EPOCH = Pattern.compile("-?[0-9]{1,12}(\\.[0-9]{1,9})?");

  private Dates() {}

  /** The moment that a text names; empty when it names none. */
  static Optional<Instant> parse(String text) {
    try {
      if (YEAR.matcher(text).matches()) {
        return Optional.of(midnight(LocalDate.of(Integer.parseInt(text), 1, 1)));
      }
      if (MONTH.matcher(text).matches()) {
        return Optional.of(midnight(YearMonth.parse(text).atDay(1)));
      }
      if (DAY.matcher(text).matches()) {
        return Optional.of(midnight(LocalDate.parse(text)));
      }
      if (TIME.matcher(text).matches()) {
        return Optional.of(OffsetDateTime.parse(text).toInstant());
      }
      return EPOCH.matcher(text).matches() ? Optional.of(epoch(text)) : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static Instant epoch(String text) {
    BigDecimal seconds = new BigDecimal(text);
    BigDecimal whole = seconds.setScale(0, java.math.RoundingMode.FLOOR);
    return Instant.ofEpochSecond(
        whole.longValueExact(), seconds.subtract(whole).movePointRight(9).longValueExact());
  }
}
