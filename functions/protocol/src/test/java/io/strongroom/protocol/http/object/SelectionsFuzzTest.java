package io.strongroom.protocol.http.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.operation.Selection;
import io.strongroom.protocol.http.HttpDates;
import io.strongroom.protocol.http.QueryParameters;
import io.strongroom.protocol.http.RawText;
import io.strongroom.protocol.http.Wire;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class SelectionsFuzzTest {

  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");
  private static final Instant YEAR_1 = Instant.parse("0001-01-01T00:00:00Z");

  /** The input is a range, a part number and a date: what is understood says the same again. */
  @FuzzTest
  void of_anyText_theSameAgainOrRefused(byte[] input) {
    String text = RawText.of(input).strip();
    requireRange(text);
    requirePart(text);
    requireCopyRange(text);
    requireDate(text);
  }

  private static void requireRange(String text) {
    switch (SelectionHeaders.of(Wire.headers("range", text), new QueryParameters(List.of()))) {
      case Selection.Whole() -> {}
      case Selection.Span span -> {
        String last = span.last().isPresent() ? Long.toString(span.last().getAsLong()) : "";
        assertThat(canonical(text)).isEqualTo("bytes=" + span.first() + "-" + last);
        assertThat(span.last().orElse(Long.MAX_VALUE)).isGreaterThanOrEqualTo(span.first());
      }
      case Selection.Suffix suffix ->
          assertThat(canonical(text)).isEqualTo("bytes=-" + suffix.length());
      case Selection.Part part -> throw new AssertionError(part);
    }
  }

  private static void requirePart(String text) {
    QueryParameters query =
        new QueryParameters(List.of(new QueryParameters.Parameter("partNumber", text)));
    try {
      Selection.Part part = (Selection.Part) SelectionHeaders.of(Wire.headers(), query);
      assertThat(part.number()).isBetween(1, 10_000).isEqualTo(Integer.parseInt(text));
    } catch (ObjectStoreException refused) {
      assertThat(refused.error()).isNotNull();
    }
  }

  private static void requireCopyRange(String text) {
    try {
      ByteRange range = SelectionHeaders.copyRange("x-amz-copy-source-range", text);
      assertThat(range.length()).isPositive();
      assertThat(canonical(text)).isEqualTo("bytes=" + range.first() + "-" + range.last());
    } catch (ObjectStoreException refused) {
      assertThat(refused.error()).isNotNull();
    }
  }

  private static void requireDate(String text) {
    Optional<Instant> date =
        HttpDates.parse(text).filter(d -> d.isBefore(YEAR_10000) && !d.isBefore(YEAR_1));
    date.ifPresent(d -> assertThat(HttpDates.parse(HttpDates.header(d))).isEqualTo(date));
  }

  /** The range with its numbers as a long has them, the largest in place of any larger. */
  private static String canonical(String range) {
    StringBuilder canonical = new StringBuilder("bytes=");
    String[] ends = range.substring("bytes=".length()).split("-", -1);
    for (int i = 0; i < ends.length; i++) {
      canonical.append(i == 0 ? "" : "-").append(ends[i].isEmpty() ? "" : saturated(ends[i]));
    }
    return canonical.toString();
  }

  private static BigInteger saturated(String digits) {
    return new BigInteger(digits).min(BigInteger.valueOf(Long.MAX_VALUE));
  }
}
