package io.strongroom.protocol.http.object;

import io.strongroom.domain.name.ByteRange;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.operation.Selection;
import io.strongroom.protocol.http.Headers;
import io.strongroom.protocol.http.QueryParameters;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which bytes a reader, or a part copy, asks for. */
final class SelectionHeaders {

  private static final Pattern SPAN = Pattern.compile("bytes=(\\d+)-(\\d*)");
  private static final Pattern SUFFIX = Pattern.compile("bytes=-(\\d+)");
  private static final Pattern COPY_RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");
  private static final int MAX_PARTS = 10_000;

  private SelectionHeaders() {}

  /**
   * The selection of GetObject and HeadObject.
   *
   * @throws ObjectStoreException InvalidRequest for a range of a part, InvalidArgument for a part
   *     number that none can have
   */
  static Selection of(Headers headers, QueryParameters query) {
    Optional<String> range = headers.first("range");
    Optional<String> partNumber = query.first("partNumber");
    if (partNumber.isPresent()) {
      if (range.isPresent()) {
        throw new ObjectStoreException(
            new RequestError.InvalidRequest(
                "Cannot specify both Range header and partNumber query parameter"));
      }
      return new Selection.Part(partNumber(query));
    }
    // A range that depends on a condition may be ignored, never wrongly obeyed (RFC 9110 §13.1.5).
    return headers.has("if-range")
        ? new Selection.Whole()
        : range.map(SelectionHeaders::range).orElseGet(Selection.Whole::new);
  }

  /**
   * The part number, 1 to 10,000.
   *
   * @throws ObjectStoreException InvalidArgument
   */
  static int partNumber(QueryParameters query) {
    String given = query.first("partNumber").orElse("");
    int number = given.matches("\\d{1,5}") ? Integer.parseInt(given) : 0;
    if (number < 1 || number > MAX_PARTS) {
      throw new ObjectStoreException(
          new RequestError.InvalidArgument(
              "Part number must be an integer between 1 and 10000, inclusive",
              "partNumber",
              given));
    }
    return number;
  }

  /**
   * The range of a part copy, which unlike that of a read must be well-formed.
   *
   * @throws ObjectStoreException InvalidArgument
   */
  static ByteRange copyRange(String header, String value) {
    Matcher matcher = COPY_RANGE.matcher(value);
    if (matcher.matches()) {
      long first = Long.parseLong(matcher.group(1));
      long last = Long.parseLong(matcher.group(2));
      if (first <= last) {
        return new ByteRange(first, last - first + 1);
      }
    }
    throw new ObjectStoreException(
        new RequestError.InvalidArgument(
            "The "
                + header
                + " value must be of the form bytes=first-last where first and last are the"
                + " zero-based offsets of the first and last bytes to copy",
            header,
            value));
  }

  /** S3: several ranges, reversed and malformed ones are ignored, not refused. */
  private static Selection range(String raw) {
    Matcher span = SPAN.matcher(raw);
    if (span.matches()) {
      long first = saturated(span.group(1));
      boolean open = span.group(2).isEmpty();
      OptionalLong last = open ? OptionalLong.empty() : OptionalLong.of(saturated(span.group(2)));
      return last.isPresent() && last.getAsLong() < first
          ? new Selection.Whole()
          : new Selection.Span(first, last, raw);
    }
    Matcher suffix = SUFFIX.matcher(raw);
    return suffix.matches()
        ? new Selection.Suffix(saturated(suffix.group(1)), raw)
        : new Selection.Whole();
  }

  /** Offsets beyond what a long can hold lie behind the end of every object all the same. */
  private static long saturated(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
