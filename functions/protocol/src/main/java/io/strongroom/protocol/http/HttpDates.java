package io.strongroom.protocol.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Dates as headers and XML answers have them. */
public final class HttpDates {

  private static final DateTimeFormatter HEADER =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter XML =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HttpDates() {}

  /** RFC 9110 §5.6.7, in whole seconds. */
  public static String header(Instant instant) {
    return HEADER.format(instant);
  }

  /** ISO 8601 in milliseconds. */
  public static String xml(Instant instant) {
    return XML.format(instant);
  }

  /**
   * Empty when the value is no date: conditions with such a date are ignored (RFC 9110 §13.1.3).
   */
  public static Optional<Instant> parse(String value) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
