package io.strongroom.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates as headers have them. */
class HttpDatesTest {

  private static final DateTimeFormatter RFC_9110 =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1994-11-06T08:49:37.999Z | Sun, 06 Nov 1994 08:49:37 GMT",
        "1970-01-01T00:00:00Z | Thu, 01 Jan 1970 00:00:00 GMT",
        "1969-12-31T23:59:59.5Z | Wed, 31 Dec 1969 23:59:59 GMT",
        "2024-02-29T12:00:00Z | Thu, 29 Feb 2024 12:00:00 GMT",
        "9999-12-31T23:59:59Z | Fri, 31 Dec 9999 23:59:59 GMT"
      })
  void header_wholeSecondsInEnglish(Instant instant, String expected) {
    assertThat(HttpDates.header(instant)).isEqualTo(expected);
    assertThat(HttpDates.parse(expected)).contains(Instant.ofEpochSecond(instant.getEpochSecond()));
  }

  @Test
  void header_anyTime_asAFormatterHasIt() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      Instant instant = Instant.ofEpochSecond(random.nextLong(-80_000_000_000L, 400_000_000_000L));

      assertThat(HttpDates.header(instant)).isEqualTo(RFC_9110.format(instant));
    }
  }
}
