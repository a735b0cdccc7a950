package io.strongroom.protocol.http;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Addressing.Target;
import io.strongroom.protocol.http.Route.DialectName;
import io.strongroom.protocol.http.RouteRow.Level;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Resolves every request to one operation, or refuses it. Total: no request falls through to an
 * operation that it does not name completely. Thread-safe.
 */
public final class Router {

  /** Asked by browsers, of the query that the request to come will have. */
  static final String OPTIONS = "OPTIONS";

  private static final Set<String> FORGIVING = Set.of("GET", "HEAD", "PUT", "POST");

  private final Addressing addressing;
  private final Set<String> selecting = Set.copyOf(RouteTable.selecting());
  private final Map<Level, List<RouteRow>> rows =
      RouteTable.rows().stream()
          .collect(
              Collectors.groupingBy(
                  row -> row.pattern().level(),
                  () -> new EnumMap<>(Level.class),
                  Collectors.toUnmodifiableList()));

  public Router(Addressing addressing) {
    this.addressing = addressing;
  }

  /**
   * Finds the operation, by {@link RouteTable}.
   *
   * @throws ObjectStoreException InvalidUri when the target cannot be decoded; NotImplemented for a
   *     sub-resource that is not offered or not known; MethodNotAllowed; InvalidArgument when query
   *     parameters contradict each other
   */
  public Route route(WireRequest request) {
    DialectName dialect = DialectDetector.detect(request);
    QueryParameters query = UriDecoder.query(request.rawQuery());
    // The protocols of other services have paths of their own, whatever the host is called.
    Target target =
        switch (dialect) {
          case AWS_JSON, AWS_QUERY, DOMAIN_REST ->
              new Target(Optional.empty(), Optional.empty(), false);
          case S3, OBS -> addressing.resolve(request);
        };
    if (!request.method().equals(OPTIONS)) {
      requireKnown(request.method(), query);
    }
    Operation<?, ?> operation =
        operation(
            request, dialect == DialectName.DOMAIN_REST ? Level.DOMAIN : target.level(), query);
    return new Route(
        operation, dialect, target.bucket(), target.key(), target.virtualHosted(), query);
  }

  private void requireKnown(String method, QueryParameters query) {
    for (QueryParameters.Parameter parameter : query.parameters()) {
      if (!isKnown(method, parameter)) {
        throw new ObjectStoreException(new RequestError.NotImplemented(parameter.name()));
      }
    }
  }

  private boolean isKnown(String method, QueryParameters.Parameter parameter) {
    String name = parameter.name();
    if (RouteTable.UNSUPPORTED.contains(name)) {
      return false;
    }
    return selecting.contains(name)
        || RouteTable.PLAIN.contains(name)
        || name.toLowerCase(Locale.ROOT).startsWith("x-")
        || PresignedHeaders.STANDARD.contains(name.toLowerCase(Locale.ROOT))
        // S3: a parameter nobody knows is ignored. A bare word looks like a sub-resource, though,
        // and whoever deletes something of an object must not lose the object.
        || (FORGIVING.contains(method) && !parameter.value().isEmpty());
  }

  private Operation<?, ?> operation(WireRequest request, Level level, QueryParameters query) {
    Set<String> present =
        query.parameters().stream()
            .map(QueryParameters.Parameter::name)
            .filter(selecting::contains)
            .collect(Collectors.toSet());
    List<RouteRow> addressed =
        rows.getOrDefault(level, List.of()).stream()
            .filter(row -> row.fits(query, present))
            .toList();
    return addressed.stream()
        .filter(row -> row.fits(request, query))
        .findFirst()
        .<Operation<?, ?>>map(RouteRow::operation)
        .orElseThrow(
            () ->
                refusal(
                    request,
                    level,
                    present,
                    // A browser's question fits whatever the query is.
                    addressed.stream().anyMatch(row -> !row.pattern().takesAny())));
  }

  private static ObjectStoreException refusal(
      WireRequest request, Level level, Set<String> present, boolean otherMethod) {
    Optional<String> jsonTarget = request.headers().first(RouteTable.TARGET_HEADER);
    if (level == Level.SERVICE && jsonTarget.isPresent()) {
      return new ObjectStoreException(new RequestError.NotImplemented(jsonTarget.get()));
    }
    Optional<String> elsewhere =
        present.stream().sorted().filter(name -> !isOf(level, name)).findFirst();
    if (elsewhere.isPresent()) {
      return new ObjectStoreException(new RequestError.NotImplemented(elsewhere.get()));
    }
    if (!present.isEmpty() && !otherMethod) {
      String names = String.join(",", present.stream().sorted().toList());
      return new ObjectStoreException(
          new RequestError.InvalidArgument(
              "These query parameters do not name an operation together.", names, ""));
    }
    return new ObjectStoreException(new RequestError.MethodNotAllowed(request.method()));
  }

  /** Whether the parameter selects an operation on something of this level. */
  private static boolean isOf(Level level, String parameter) {
    return RouteTable.rows().stream()
        .map(RouteRow::pattern)
        .filter(pattern -> pattern.level() == level)
        .anyMatch(
            pattern ->
                pattern.required().containsKey(parameter) || pattern.allowed().contains(parameter));
  }
}
