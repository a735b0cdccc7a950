package io.strongroom.protocol.http;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** One line of the route table: these requests are this operation. */
public record RouteRow(Operation<?, ?> operation, RequestPattern pattern) {

  /** What a request addresses. */
  public enum Level {
    SERVICE,
    BUCKET,
    OBJECT,
    /** Paths below {@link RouteTable#DOMAIN_PATH}, which are no object's. */
    DOMAIN
  }

  /** Something that must hold of a request's headers. */
  public sealed interface HeaderTest {

    /** One of these is sent, as a header or, in a presigned URL, as a query parameter. */
    record AnyOf(List<String> names) implements HeaderTest {}

    /** None of these is sent, neither way. */
    record NoneOf(List<String> names) implements HeaderTest {}

    /** The header is sent with exactly this value. */
    record Value(String name, String value) implements HeaderTest {}

    /** The header is sent and begins with this, whatever the case. */
    record Begins(String name, String start) implements HeaderTest {}
  }

  /** Whether the query parameters that select an operation select this one. */
  boolean fits(QueryParameters query, Set<String> selecting) {
    return hasRequired(query) && hasNoOther(selecting);
  }

  private boolean hasRequired(QueryParameters query) {
    for (Map.Entry<String, String> test : pattern.required().entrySet()) {
      if (!holds(test, query)) {
        return false;
      }
    }
    return true;
  }

  private boolean hasNoOther(Set<String> selecting) {
    for (String name : selecting) {
      if (!pattern.takes(name)) {
        return false;
      }
    }
    return true;
  }

  boolean fits(WireRequest request, QueryParameters query) {
    return pattern.method().equals(request.method())
        && pattern.headers().stream().allMatch(test -> holds(test, request, query));
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
      case HeaderTest.Begins(String name, String start) ->
          request
              .headers()
              .first(name)
              .filter(value -> value.regionMatches(true, 0, start, 0, start.length()))
              .isPresent();
    };
  }

  private static boolean sent(String name, WireRequest request, QueryParameters query) {
    return request.headers().has(name)
        || query.parameters().stream().anyMatch(each -> each.name().equalsIgnoreCase(name));
  }
}
