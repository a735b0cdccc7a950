package io.strongroom.protocol.http.configuration;

import io.strongroom.domain.record.CrossOriginRule;
import io.strongroom.protocol.http.Headers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request as a browser sends it for a page of another origin, and what a bucket's rules say to
 * it. Immutable.
 *
 * <p>Source: "Using cross-origin resource sharing", Amazon S3 user guide, and answers recorded from
 * the service; Fetch standard, "CORS protocol".
 *
 * @param method that is, or will be, used
 * @param headers that will be sent, as the browser lists them
 */
public record CrossOrigin(String origin, String method, List<String> headers) {

  private static final String ORIGIN = "origin";
  private static final String METHOD = "access-control-request-method";
  private static final String HEADERS = "access-control-request-headers";

  private static final String VARY =
      "Origin, Access-Control-Request-Headers, Access-Control-Request-Method";

  public CrossOrigin {
    headers = List.copyOf(headers);
  }

  /** Empty when the request is of no other origin. */
  public static Optional<CrossOrigin> of(String method, Headers headers) {
    return headers
        .first(ORIGIN)
        .map(
            origin ->
                new CrossOrigin(origin, headers.first(METHOD).orElse(method), asked(headers)));
  }

  /** The method that a browser asks for. */
  static Optional<String> askedMethod(Headers headers) {
    return headers.first(METHOD);
  }

  private static List<String> asked(Headers headers) {
    return headers.all(HEADERS).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .toList();
  }

  /** What the first rule that fits says; empty when none does. */
  public Optional<Headers> answer(List<CrossOriginRule> rules) {
    for (CrossOriginRule rule : rules) {
      Optional<String> fitting =
          rule.origins().stream().filter(pattern -> fits(pattern, origin)).findFirst();
      if (fitting.isPresent() && rule.methods().contains(method) && allows(rule)) {
        return Optional.of(answer(rule, fitting.get()));
      }
    }
    return Optional.empty();
  }

  private boolean allows(CrossOriginRule rule) {
    return headers.stream()
        .allMatch(
            name ->
                rule.allowedHeaders().stream()
                    .anyMatch(pattern -> fits(pattern.toLowerCase(Locale.ROOT), name)));
  }

  private Headers answer(CrossOriginRule rule, String pattern) {
    boolean anybody = pattern.equals("*");
    Headers answer = Headers.none().and("access-control-allow-origin", anybody ? "*" : origin);
    if (!anybody) {
      answer = answer.and("access-control-allow-credentials", "true");
    }
    answer = answer.and("access-control-allow-methods", String.join(", ", rule.methods()));
    if (!headers.isEmpty()) {
      answer = answer.and("access-control-allow-headers", String.join(", ", headers));
    }
    if (!rule.exposedHeaders().isEmpty()) {
      answer =
          answer.and(
              "access-control-expose-headers",
              rule.exposedHeaders().stream().collect(Collectors.joining(", ")));
    }
    if (rule.maxAge().isPresent()) {
      answer = answer.and("access-control-max-age", Integer.toString(rule.maxAge().getAsInt()));
    }
    return answer.and("vary", VARY);
  }

  /** Exactly, or with any run of characters where the pattern has its wildcard. */
  private static boolean fits(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    String head = pattern.substring(0, star);
    String tail = pattern.substring(star + 1);
    return text.length() >= head.length() + tail.length()
        && text.startsWith(head)
        && text.endsWith(tail);
  }
}
