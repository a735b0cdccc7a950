package io.strongroom.protocol.http.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.operation.Selection;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.QueryParameters;
import io.strongroom.protocol.http.Wire;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionHeadersTest {

  private static final QueryParameters NO_QUERY = new QueryParameters(List.of());

  @Test
  void of_noRange_whole() {
    assertThat(SelectionHeaders.of(Headers.none(), NO_QUERY)).isEqualTo(new Selection.Whole());
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 0",
    "bytes=5-9, 5, 9",
    "bytes=007-08, 7, 8",
    "bytes=5-99999999999999999999999, 5, 9223372036854775807",
  })
  void of_span_bothEnds(String raw, long first, long last) {
    assertThat(range(raw)).isEqualTo(new Selection.Span(first, OptionalLong.of(last), raw));
  }

  @Test
  void of_openSpan_toTheEnd() {
    assertThat(range("bytes=5-"))
        .isEqualTo(new Selection.Span(5, OptionalLong.empty(), "bytes=5-"));
  }

  @ParameterizedTest
  @CsvSource({"bytes=-3, 3", "bytes=-0, 0", "bytes=-99999999999999999999, 9223372036854775807"})
  void of_suffix_length(String raw, long length) {
    assertThat(range(raw)).isEqualTo(new Selection.Suffix(length, raw));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=1-0", "bytes=0-1,3-4", "bytes=", "bytes=-", "bytes=a-b", "bytes=0-1-2", "bytes=--1",
        "bytes= 0-1", "bytes 0-1", "items=0-1", "0-1", "bytes=+1-2", "bytes=0x1-2", ""
      })
  void of_rangeNotUnderstood_whole(String raw) {
    assertThat(range(raw)).isEqualTo(new Selection.Whole());
  }

  @Test
  void of_rangeUnderCondition_whole() {
    Headers headers = Wire.headers("range", "bytes=0-1", "if-range", "\"tag\"");

    assertThat(SelectionHeaders.of(headers, NO_QUERY)).isEqualTo(new Selection.Whole());
  }

  @Test
  void of_partNumber_part() {
    assertThat(SelectionHeaders.of(Headers.none(), partNumber("7")))
        .isEqualTo(new Selection.Part(7));
  }

  @Test
  void of_partNumberAndRange_refused() {
    assertThatThrownBy(
            () -> SelectionHeaders.of(Wire.headers("range", "bytes=0-1"), partNumber("1")))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e ->
                assertThat(e.error())
                    .isEqualTo(
                        new RequestError.InvalidRequest(
                            "Cannot specify both Range header and partNumber query parameter")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10001", "-1", "", "1.0", "a", "99999999999", "１", "+1", " 1"})
  void partNumber_outOfRange_refused(String given) {
    assertThatThrownBy(() -> SelectionHeaders.partNumber(partNumber(given)))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e ->
                assertThat(e.error())
                    .isEqualTo(
                        new RequestError.InvalidArgument(
                            "Part number must be an integer between 1 and 10000, inclusive",
                            "partNumber",
                            given)));
  }

  @Test
  void copyRange_wellFormed_bytes() {
    assertThat(SelectionHeaders.copyRange("h", "bytes=5-9")).isEqualTo(new ByteRange(5, 5));
    assertThat(SelectionHeaders.copyRange("h", "bytes=0-0")).isEqualTo(new ByteRange(0, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=5-",
        "bytes=-5",
        "bytes=9-5",
        "5-9",
        "bytes=0-1,2-3",
        "",
        "bytes=a-b",
        "bytes=0-9999999999999999999"
      })
  void copyRange_anythingElse_refused(String given) {
    assertThatThrownBy(() -> SelectionHeaders.copyRange("x-amz-copy-source-range", given))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e ->
                assertThat(e.error())
                    .isEqualTo(
                        new RequestError.InvalidArgument(
                            "The x-amz-copy-source-range value must be of the form bytes=first-last"
                                + " where first and last are the zero-based offsets of the first"
                                + " and last bytes to copy",
                            "x-amz-copy-source-range",
                            given)));
  }

  private static Selection range(String raw) {
    return SelectionHeaders.of(Wire.headers("Range", raw), NO_QUERY);
  }

  private static QueryParameters partNumber(String value) {
    return new QueryParameters(List.of(new QueryParameters.Parameter("partNumber", value)));
  }
}
