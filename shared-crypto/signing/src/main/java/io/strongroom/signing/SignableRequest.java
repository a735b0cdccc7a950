package io.strongroom.signing;

import io.strongroom.signing.internal.PercentEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The part of a request that signatures cover. Immutable.
 *
 * @param method as on the request line, upper case
 * @param rawPath the path exactly as on the request line, undecoded; starts with a slash
 * @param rawQuery what follows the question mark, undecoded; empty when there is none
 * @param headers every header in the order received; {@code Host} must be among them
 */
public record SignableRequest(
    String method, String rawPath, String rawQuery, List<HeaderField> headers) {

  public SignableRequest {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(rawPath, "rawPath");
    Objects.requireNonNull(rawQuery, "rawQuery");
    headers = List.copyOf(headers);
  }

  /** Every value of the header, in order; names compare without case. */
  public List<String> headerValues(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(HeaderField::value)
        .toList();
  }

  /** Every header's values, in order, by its name in lower case: for looking up many. */
  public Map<String, List<String>> valuesByName() {
    return headers.stream()
        .collect(
            Collectors.groupingBy(
                header -> PercentEncoding.lower(header.name()),
                Collectors.mapping(HeaderField::value, Collectors.toList())));
  }

  /** The header's value, trimmed; several lines are joined by commas. */
  public Optional<String> header(String name) {
    List<String> values = headerValues(name);
    return values.isEmpty() ? Optional.empty() : Optional.of(joined(values));
  }

  /** The values of one header as one, trimmed. */
  public static String joined(List<String> values) {
    return values.stream().map(String::strip).collect(Collectors.joining(","));
  }

  /** The query, split. */
  public RawQuery query() {
    return RawQuery.parse(rawQuery);
  }

  /** The same request with the header set, in place of any it has of that name. */
  public SignableRequest withHeader(String name, String value) {
    List<HeaderField> changed = new ArrayList<>(headers);
    changed.removeIf(header -> header.name().equalsIgnoreCase(name));
    changed.add(new HeaderField(name, value));
    return new SignableRequest(method, rawPath, rawQuery, changed);
  }

  /** The same request with another query string. */
  public SignableRequest withRawQuery(String query) {
    return new SignableRequest(method, rawPath, query, headers);
  }
}
