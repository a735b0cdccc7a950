package io.strongroom.protocol.http.configuration;

import io.strongroom.protocol.http.Vocabulary;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Until when something is kept, as documents and headers have it. */
public final class RetentionDates {

  private static final Pattern MILLISECONDS = Pattern.compile("\\d{10,15}");

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private RetentionDates() {}

  /**
   * ISO 8601 with its zone. OBS: milliseconds since 1970 as well. What is finer than milliseconds
   * is cut off.
   *
   * @throws DateTimeException for anything else
   */
  public static Instant parse(String text, Vocabulary words) {
    String stripped = text.strip();
    Instant moment =
        !words.checksums() && MILLISECONDS.matcher(stripped).matches()
            ? Instant.ofEpochMilli(Long.parseLong(stripped))
            : OffsetDateTime.parse(stripped).toInstant();
    return moment.truncatedTo(ChronoUnit.MILLIS);
  }

  /** ISO 8601 in milliseconds, UTC. */
  public static String text(Instant moment) {
    return FORM.format(moment);
  }
}
