package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.record.Expiration;
import io.strongroom.protocol.http.xml.XmlElement;
import io.strongroom.protocol.http.xml.XmlWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;

/** The element {@code Expiration} of a lifecycle rule. */
final class ExpirationElement {

  static final String ELEMENT = "Expiration";

  private static final String DAYS = "Days";
  private static final String DATE = "Date";
  private static final String MARKERS = "ExpiredObjectDeleteMarker";

  private static final DateTimeFormatter MIDNIGHT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private ExpirationElement() {}

  static Expiration parse(XmlElement element) {
    element.allowing(DAYS, DATE, MARKERS);
    OptionalInt days = Rules.days(element, DAYS, ELEMENT);
    Optional<Instant> date = element.findText(DATE).map(ExpirationElement::date);
    Optional<Boolean> markers = element.findFlag(MARKERS);
    int said =
        (days.isPresent() ? 1 : 0) + (date.isPresent() ? 1 : 0) + (markers.isPresent() ? 1 : 0);
    if (said != 1) {
      throw Rules.malformed(said + " times of expiration");
    }
    if (days.isPresent()) {
      return new Expiration.AfterDays(days.getAsInt());
    }
    return date.<Expiration>map(Expiration.At::new)
        .orElseGet(() -> new Expiration.OfMarkers(markers.orElse(false)));
  }

  private static Instant date(String text) {
    Instant date;
    try {
      date = moment(text.strip());
    } catch (DateTimeException e) {
      throw Rules.malformed(DATE + " is no date");
    }
    if (!date.truncatedTo(ChronoUnit.DAYS).equals(date)) {
      throw Rules.invalid("'Date' must be at midnight GMT", DATE, text);
    }
    return date;
  }

  /** A day alone is its midnight. */
  private static Instant moment(String text) {
    return text.indexOf('T') < 0
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }

  static void write(XmlWriter xml, Expiration expiration) {
    xml.open(ELEMENT);
    switch (expiration) {
      case Expiration.AfterDays(var days) -> xml.element(DAYS, days);
      case Expiration.At(var date) -> xml.element(DATE, MIDNIGHT.format(date));
      case Expiration.OfMarkers(var wanted) -> xml.element(MARKERS, wanted);
    }
    xml.close();
  }
}
