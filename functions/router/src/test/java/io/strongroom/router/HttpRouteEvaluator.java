package io.strongroom.router;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.strongroom.router.RequestCorpus.Sample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Reads an HTTPRoute as gateways do, in the orders that three of them use. */
final class HttpRouteEvaluator {

  /** How a gateway ranks matches that fit the same request; first is best. */
  enum Ordering {
    SPECIFICATION(m -> m.method, m -> m.headers, m -> m.parameters),
    ISTIO(m -> m.pathLength, m -> m.method, m -> m.headers, m -> m.parameters),
    ENVOY_GATEWAY(m -> m.pathLength, m -> m.headers, m -> m.parameters);

    private final Comparator<Match> comparator;

    @SafeVarargs
    @SuppressWarnings("varargs")
    Ordering(ToIntFunction<Match>... ranks) {
      Comparator<Match> all = (a, b) -> 0;
      for (ToIntFunction<Match> rank : ranks) {
        all = all.thenComparing(Comparator.comparingInt(rank).reversed());
      }
      comparator = all.thenComparingInt(match -> match.position);
    }
  }

  private record Match(
      String function,
      JsonNode node,
      int position,
      int pathLength,
      int method,
      int headers,
      int parameters) {}

  private final List<Match> matches = new ArrayList<>();
  private final JsonNode route;

  HttpRouteEvaluator(String yaml) throws IOException {
    route = new ObjectMapper(new YAMLFactory()).readTree(yaml);
    for (JsonNode rule : route.at("/spec/rules")) {
      String host = "";
      for (JsonNode filter : rule.at("/filters")) {
        host = filter.at("/urlRewrite/hostname").asText(host);
      }
      for (JsonNode match : rule.at("/matches")) {
        matches.add(
            new Match(
                host.substring(0, host.indexOf('.')),
                match,
                matches.size(),
                match.at("/path/value").asText().length(),
                match.has("method") ? 1 : 0,
                match.at("/headers").size(),
                match.at("/queryParams").size()));
      }
    }
  }

  JsonNode route() {
    return route;
  }

  Optional<String> function(Sample sample, Ordering ordering) {
    return matches.stream()
        .filter(match -> fits(match.node, sample))
        .min(ordering.comparator)
        .map(Match::function);
  }

  private static boolean fits(JsonNode match, Sample sample) {
    int mark = sample.target().indexOf('?');
    String path = mark < 0 ? sample.target() : sample.target().substring(0, mark);
    String[] query = mark < 0 ? new String[0] : sample.target().substring(mark + 1).split("&", -1);
    if ((match.has("method") && !match.path("method").asText().equals(sample.method()))
        || !path.matches(match.at("/path/value").asText())) {
      return false;
    }
    for (JsonNode header : match.at("/headers")) {
      if (!holds(header, sample.header(header.path("name").asText()))) {
        return false;
      }
    }
    for (JsonNode parameter : match.at("/queryParams")) {
      Optional<String> value = value(query, parameter.path("name").asText());
      if (value.isEmpty() || !holds(parameter, value.get())) {
        return false;
      }
    }
    return true;
  }

  private static Optional<String> value(String[] query, String name) {
    for (String piece : query) {
      if (piece.equals(name)) {
        return Optional.of("");
      }
      if (piece.startsWith(name + "=")) {
        return Optional.of(piece.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }

  private static boolean holds(JsonNode test, String value) {
    String wanted = test.path("value").asText();
    return test.path("type").asText().equals("Exact")
        ? value.equals(wanted)
        : value.matches(wanted);
  }
}
