package io.strongroom.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.strongroom.domain.name.ObjectStoreException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

class RouterFuzzTest {

  private static final Router ROUTER =
      new Router(new Addressing(List.of("localhost", "s3.localhost")));
  private static final List<String> WRITES = List.of("PUT", "POST", "DELETE");

  /** Routing is total; the row that is found says everything there is, and no other one fits. */
  @FuzzTest
  void route_anyRequest_itsOneRowOrRefused(byte[] input) {
    WireRequest request = request(RawText.of(input));
    assertThat(DialectDetector.detect(request)).isNotNull();
    try {
      Route route = ROUTER.route(request);
      if (UnofferedOperations.all().contains(route.operation())) {
        requireUnoffered(request, route);
      } else {
        assertThat(rowsOf(request, route)).containsExactly(route.operation());
        requireKnown(request, route);
      }
      if (route.dialect() != Route.DialectName.DOMAIN_REST) {
        requireDecodedOnce(request, route);
      }
    } catch (ObjectStoreException refused) {
      assertThat(refused.error()).isNotNull();
    }
  }

  private static void requireUnoffered(WireRequest request, Route route) {
    RouteRow.Level level = levelOf(route);
    assertThat(UnofferedOperations.of(level)).contains(route.operation());
    assertThat(UnofferedOperations.name(request.method(), level, route.query())).isPresent();
  }

  private static List<Operation<?, ?>> rowsOf(WireRequest request, Route route) {
    RouteRow.Level level = levelOf(route);
    Set<String> selecting =
        names(route).stream().filter(RouteTable.selecting()::contains).collect(Collectors.toSet());
    return RouteTable.rows().stream()
        .filter(
            row ->
                row.pattern().method().equals(request.method()) && row.pattern().level() == level)
        .filter(row -> selecting.containsAll(row.pattern().required().keySet()))
        .filter(row -> selecting.stream().allMatch(name -> takes(row, name)))
        .filter(row -> row.pattern().required().entrySet().stream().allMatch(e -> holds(route, e)))
        .filter(
            row -> row.pattern().headers().stream().allMatch(test -> holds(test, request, route)))
        .<Operation<?, ?>>map(RouteRow::operation)
        .toList();
  }

  private static RouteRow.Level levelOf(Route route) {
    if (route.dialect() == Route.DialectName.DOMAIN_REST) {
      return RouteRow.Level.DOMAIN;
    }
    if (route.key().isPresent()) {
      return RouteRow.Level.OBJECT;
    }
    return route.bucket().isPresent() ? RouteRow.Level.BUCKET : RouteRow.Level.SERVICE;
  }

  private static boolean takes(RouteRow row, String name) {
    return row.pattern().takesAny()
        || row.pattern().required().containsKey(name)
        || row.pattern().allowed().contains(name);
  }

  private static boolean holds(Route route, Map.Entry<String, String> required) {
    return required.getValue().isEmpty()
        || route.query().first(required.getKey()).equals(Optional.of(required.getValue()));
  }

  private static boolean holds(RouteRow.HeaderTest test, WireRequest request, Route route) {
    Predicate<String> sent =
        name ->
            request.headers().has(name) || names(route).stream().anyMatch(name::equalsIgnoreCase);
    return switch (test) {
      case RouteRow.HeaderTest.AnyOf(List<String> any) -> any.stream().anyMatch(sent);
      case RouteRow.HeaderTest.NoneOf(List<String> none) -> none.stream().noneMatch(sent);
      case RouteRow.HeaderTest.Value(String name, String value) ->
          request.headers().first(name).equals(Optional.of(value));
      case RouteRow.HeaderTest.Begins(String name, String start) ->
          request
              .headers()
              .first(name)
              .map(value -> value.toLowerCase(Locale.ROOT).startsWith(start))
              .orElse(false);
    };
  }

  /** A write never has a parameter that might have meant something else. */
  private static void requireKnown(WireRequest request, Route route) {
    if (request.method().equals(Router.OPTIONS)) {
      return; // A browser asks about the request to come, whose parameters are judged then.
    }
    assertThat(names(route)).doesNotContainAnyElementsOf(RouteTable.UNSUPPORTED);
    if (WRITES.contains(request.method())) {
      assertThat(route.query().parameters())
          .allMatch(
              parameter ->
                  isKnown(parameter.name())
                      || (!request.method().equals("DELETE") && !parameter.value().isEmpty()));
    }
  }

  private static boolean isKnown(String name) {
    return RouteTable.PLAIN.contains(name)
        || RouteTable.selecting().contains(name)
        || PresignedHeaders.STANDARD.contains(name.toLowerCase(Locale.ROOT))
        || name.regionMatches(true, 0, "x-", 0, 2);
  }

  private static void requireDecodedOnce(WireRequest request, Route route) {
    String decoded =
        (route.virtualHosted() ? "" : route.bucket().orElse(""))
            + route.key().map(key -> (route.virtualHosted() ? "" : "/") + key).orElse("");
    String raw = request.rawPath().substring(1);
    boolean slashBehindBucket =
        !route.virtualHosted() && route.key().isEmpty() && raw.endsWith("/");
    assertThat(RawText.hexOf(slashBehindBucket ? decoded + "/" : decoded))
        .isEqualTo(RawText.hexOfEncoded(raw, false));
    String query =
        Arrays.stream(request.rawQuery().split("&", -1))
            .filter(piece -> !piece.isEmpty())
            .map(piece -> piece.contains("=") ? piece : piece + "=")
            .collect(Collectors.joining("&"));
    String again =
        route.query().parameters().stream()
            .map(parameter -> parameter.name() + "=" + parameter.value())
            .collect(Collectors.joining("&"));
    assertThat(RawText.hexOf(again)).isEqualTo(RawText.hexOfEncoded(query, true));
  }

  private static List<String> names(Route route) {
    return route.query().parameters().stream().map(QueryParameters.Parameter::name).toList();
  }

  /** {@code METHOD target} and lines of {@code name:value}, split at LF only. */
  private static WireRequest request(String text) {
    String[] lines = text.split("\n", -1);
    String[] first = lines[0].split(" ", 2);
    String target = first.length < 2 ? "" : first[1];
    int mark = target.indexOf('?');
    List<Headers.Field> fields = new ArrayList<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.add(new Headers.Field(line.substring(0, colon), line.substring(colon + 1)));
      }
    }
    return new WireRequest(
        first[0],
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? "" : target.substring(mark + 1),
        Headers.of(fields),
        true,
        "4c1b7d",
        InputStream::nullInputStream);
  }
}
