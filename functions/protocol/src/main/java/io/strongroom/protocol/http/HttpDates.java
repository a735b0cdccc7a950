package io.strongroom.protocol.http;

import java.time.DateTimeException;
import java.time.Instant;
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

  private HttpDates() {}

  /** RFC 9110 §5.6.7, in whole seconds. */
  public static String header(Instant instant) {
    return HEADER.format(instant);
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
