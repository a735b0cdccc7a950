package io.strongroom.protocol.http;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One line of the route table: which requests are this operation. A request fits when method and
 * level are the same, every required query parameter is there, no selecting parameter is there that
 * is neither required nor allowed, and every header test holds.
 *
 * @param required query parameters; an empty value stands for any value
 * @param allowed selecting parameters that may be there or not
 */
public record RouteRow(
    Operation operation,
    String method,
    Level level,
    Map<String, String> required,
    Set<String> allowed,
    List<HeaderTest> headers) {

  public RouteRow {
    required = Map.copyOf(required);
    allowed = Set.copyOf(allowed);
    headers = List.copyOf(headers);
  }

  /** What a request addresses. */
  public enum Level {
    SERVICE,
    BUCKET,
    OBJECT
  }

  /** Something that must hold of a request's headers. */
  public sealed interface HeaderTest {

    /** One of these is sent, as a header or, in a presigned URL, as a query parameter. */
    record AnyOf(List<String> names) implements HeaderTest {}

    /** None of these is sent, neither way. */
    record NoneOf(List<String> names) implements HeaderTest {}

    /** The header is sent with exactly this value. */
    record Value(String name, String value) implements HeaderTest {}
  }

  /** This row, also fitting requests with these parameters. */
  RouteRow allowing(String... names) {
    return new RouteRow(operation, method, level, required, Set.of(names), headers);
  }

  /** This row, only fitting requests whose headers pass the test too. */
  RouteRow when(HeaderTest test) {
    return new RouteRow(operation, method, level, required, allowed, List.of(test));
  }

  /** Whether the query parameters that select an operation select this one. */
  boolean fits(Level where, QueryParameters query, Set<String> selecting) {
    return level == where
        && required.entrySet().stream().allMatch(test -> holds(test, query))
        && selecting.stream()
            .allMatch(name -> required.containsKey(name) || allowed.contains(name));
  }

  boolean fits(WireRequest request, QueryParameters query) {
    return method.equals(request.method())
        && headers.stream().allMatch(test -> holds(test, request, query));
  }

  private static boolean holds(Map.Entry<String, String> test, QueryParameters query) {
    return query
        .first(test.getKey())
        .filter(value -> test.getValue().isEmpty() || test.getValue().equals(value))
        .isPresent();
  }

  private static boolean holds(HeaderTest test, WireRequest request, QueryParameters query) {
    return switch (test) {
      case HeaderTest.AnyOf(List<String> names) ->
          names.stream().anyMatch(name -> sent(name, request, query));
      case HeaderTest.NoneOf(List<String> names) ->
          names.stream().noneMatch(name -> sent(name, request, query));
      case HeaderTest.Value(String name, String value) ->
          request.headers().first(name).filter(value::equals).isPresent();
    };
  }

  private static boolean sent(String name, WireRequest request, QueryParameters query) {
    return request.headers().has(name)
        || query.parameters().stream().anyMatch(each -> each.name().equalsIgnoreCase(name));
  }
}
