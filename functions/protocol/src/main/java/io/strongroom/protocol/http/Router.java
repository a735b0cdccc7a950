package io.strongroom.protocol.http;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.protocol.http.Addressing.Target;
import io.strongroom.protocol.http.Route.DialectName;
import io.strongroom.protocol.http.RouteRow.Level;
import java.util.EnumMap;
import java.util.List;
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

  private final Addressing addressing;
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
   * @throws ObjectStoreException InvalidUri when the target cannot be decoded; NotImplemented where
   *     the service is asked for what is not offered or not known; MethodNotAllowed;
   *     InvalidArgument when query parameters contradict each other
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
    Level level = dialect == DialectName.DOMAIN_REST ? Level.DOMAIN : target.level();
    Optional<String> unoffered = UnofferedOperations.name(request.method(), level, query);
    Operation<?, ?> operation =
        unoffered.isPresent()
            ? unoffered(level, unoffered.get())
            : operation(request, level, query);
    return new Route(
        operation, dialect, target.bucket(), target.key(), target.virtualHosted(), query);
  }

  /** S3: that a bucket is not there comes before what is not offered, so its function refuses. */
  private static Operation<?, ?> unoffered(Level level, String name) {
    return UnofferedOperations.of(level)
        .orElseThrow(() -> new ObjectStoreException(new RequestError.NotImplemented(name)));
  }

  private Operation<?, ?> operation(WireRequest request, Level level, QueryParameters query) {
    Set<String> present =
        query.parameters().stream()
            .map(QueryParameters.Parameter::name)
            .filter(RouteTable.SELECTING::contains)
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
    if (!present.isEmpty() && !otherMethod) {
      String names = String.join(",", present.stream().sorted().toList());
      return new ObjectStoreException(
          new RequestError.InvalidArgument(
              "These query parameters do not name an operation together.", names, ""));
    }
    return new ObjectStoreException(new RequestError.MethodNotAllowed(request.method()));
  }
}
