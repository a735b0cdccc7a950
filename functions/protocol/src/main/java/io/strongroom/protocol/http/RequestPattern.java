package io.strongroom.protocol.http;

import io.strongroom.protocol.http.RouteRow.HeaderTest;
import io.strongroom.protocol.http.RouteRow.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which requests are meant: those whose method and level are the same, that have every required
 * query parameter, no selecting parameter that is neither required nor allowed, and that pass every
 * header test.
 *
 * @param required query parameters; an empty value stands for any value
 * @param allowed selecting parameters that may be there or not; {@link #ANY} stands for all
 */
public record RequestPattern(
    String method,
    Level level,
    Map<String, String> required,
    Set<String> allowed,
    List<HeaderTest> headers) {

  /** Among those allowed: whatever the query says. */
  public static final String ANY = "*";

  public RequestPattern {
    required = Map.copyOf(required);
    allowed = Set.copyOf(allowed);
    headers = List.copyOf(headers);
  }

  static RequestPattern service(String method, String... queryTests) {
    return of(method, Level.SERVICE, queryTests);
  }

  static RequestPattern bucket(String method, String... queryTests) {
    return of(method, Level.BUCKET, queryTests);
  }

  static RequestPattern object(String method, String... queryTests) {
    return of(method, Level.OBJECT, queryTests);
  }

  static RequestPattern domain(String method) {
    return of(method, Level.DOMAIN);
  }

  /**
   * @param queryTests {@code name}, or {@code name=value}
   */
  private static RequestPattern of(String method, Level level, String... queryTests) {
    Map<String, String> required = new TreeMap<>();
    for (String test : queryTests) {
      int equals = test.indexOf('=');
      required.put(
          equals < 0 ? test : test.substring(0, equals),
          equals < 0 ? "" : test.substring(equals + 1));
    }
    return new RequestPattern(method, level, required, Set.of(), List.of());
  }

  /** Whether the parameter leaves the request one of these. */
  boolean takes(String parameter) {
    return required.containsKey(parameter) || allowed.contains(parameter) || takesAny();
  }

  /** Whether the query says nothing about what is meant. */
  public boolean takesAny() {
    return allowed.contains(ANY);
  }

  /** This pattern, also fitting requests with these parameters. */
  RequestPattern allowing(String... names) {
    return new RequestPattern(method, level, required, Set.of(names), headers);
  }

  /** This pattern, only fitting requests whose headers pass the test too. */
  RequestPattern when(HeaderTest test) {
    return new RequestPattern(method, level, required, allowed, List.of(test));
  }
}
