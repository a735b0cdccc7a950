package io.strongroom.protocol.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Dates as headers and XML answers have them. */
public final class HttpDates {

  private static final DateTimeFormatter HEADER =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** S3: whole seconds in the form of milliseconds, so that listings and headers say the same. */
  private static final DateTimeFormatter XML =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'.000Z'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Years of two digits are of the century that ends in fifty years (RFC 9110 §5.6.7). */
  private static final int FIRST_YEAR_OF_TWO_DIGITS = 1976;

  private static final DateTimeFormatter RFC_850 =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("EEEE, dd-MMM-")
          .appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_YEAR_OF_TWO_DIGITS)
          .appendPattern(" HH:mm:ss 'GMT'")
          .toFormatter(Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter ASCTIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("EEE MMM ppd HH:mm:ss yyyy")
          .toFormatter(Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final List<DateTimeFormatter> FORMS =
      List.of(DateTimeFormatter.RFC_1123_DATE_TIME, RFC_850, ASCTIME);

  private static final int LENGTH = "Sun, 06 Nov 1994 08:49:37 GMT".length();
  private static final int FIRST_YEAR = 1000;
  private static final int LAST_YEAR = 9999;
  private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private HttpDates() {}

  /** RFC 9110 §5.6.7, in whole seconds. */
  public static String header(Instant instant) {
    LocalDateTime at = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    if (at.getYear() < FIRST_YEAR || at.getYear() > LAST_YEAR) {
      return HEADER.format(instant);
    }
    // Each answer has two of them, and a formatter takes ten times as long.
    StringBuilder date = new StringBuilder(LENGTH);
    date.append(DAYS.get(at.getDayOfWeek().getValue() - 1)).append(", ");
    two(date, at.getDayOfMonth()).append(' ');
    date.append(MONTHS.get(at.getMonthValue() - 1)).append(' ').append(at.getYear()).append(' ');
    two(date, at.getHour()).append(':');
    two(date, at.getMinute()).append(':');
    return two(date, at.getSecond()).append(" GMT").toString();
  }

  private static StringBuilder two(StringBuilder date, int number) {
    return date.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /** ISO 8601, in whole seconds. */
  public static String xml(Instant instant) {
    return XML.format(instant);
  }

  /**
   * In the form of today or one of the two obsolete ones. Empty when the value is no date:
   * conditions with such a date are ignored (RFC 9110 §13.1.3).
   */
  public static Optional<Instant> parse(String value) {
    return FORMS.stream().flatMap(form -> parse(value, form).stream()).findFirst();
  }

  private static Optional<Instant> parse(String value, DateTimeFormatter form) {
    try {
      return Optional.of(Instant.from(form.parse(value)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
