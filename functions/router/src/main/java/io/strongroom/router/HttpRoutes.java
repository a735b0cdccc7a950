package io.strongroom.router;

import io.strongroom.protocol.http.Function;
import io.strongroom.protocol.http.RouteRow;
import io.strongroom.protocol.http.RouteRow.HeaderTest;
import io.strongroom.protocol.http.RouteRow.Level;
import io.strongroom.protocol.http.RouteTable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The route table as a Gateway API HTTPRoute, for path-style requests to one host name.
 *
 * <p>A route has no way to say "not": what is more special wins by having more headers or
 * parameters. Paths are three regular expressions of which one fits, since gateways order
 * overlapping ones as they like. A request that names no operation still reaches some function,
 * which refuses it. So does the start of an upload of JSON to a bucket {@code v3.0} under a key
 * that begins with {@code OS-}, which looks like Huawei's API of identities here.
 *
 * <p>Source: Gateway API v1, HTTPRouteMatch.
 */
final class HttpRoutes {

  private static final String HEAD =
      """
      # Made from the route table by io.strongroom.router. Do not edit: change the table, and build again.
      apiVersion: gateway.networking.k8s.io/v1
      kind: HTTPRoute
      metadata:
        name: strongroom
        namespace: strongroom
      spec:
        parentRefs:
          - name: strongroom
            sectionName: service
        hostnames:
          - s3.example.com
        rules:
      """;

  /** Serves what is about a bucket and no other function's: a route has room for 128 matches. */
  private static final Function REST = Function.MANAGE_BUCKET;

  private static final String REST_OF_BUCKETS =
      """
              - path:
                  type: RegularExpression
                  value: "%s"
      """
          .formatted(path(Level.BUCKET));

  private HttpRoutes() {}

  static String render() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Function function : Function.values()) {
      Set<String> matches = new LinkedHashSet<>();
      for (RouteRow row : RouteTable.rows()) {
        if (row.operation().function() == function && !isOfTheRest(row)) {
          matches.addAll(matches(row));
        }
      }
      if (function == REST) {
        matches.add(REST_OF_BUCKETS);
      }
      text.append("    # ").append(function.id()).append("\n    - matches:\n");
      matches.forEach(text::append);
      text.append(ruleEnd(function));
    }
    return text.toString();
  }

  /**
   * Whether the request gets where it belongs without a match of its own: it is about a bucket, and
   * no other function has one that it could fit.
   */
  private static boolean isOfTheRest(RouteRow row) {
    return row.operation().function() == REST
        && row.pattern().level() == Level.BUCKET
        && RouteTable.rows().stream()
            .filter(other -> other.operation().function() != REST)
            .noneMatch(other -> couldTake(other, row));
  }

  private static boolean couldTake(RouteRow other, RouteRow row) {
    return other.pattern().level() == row.pattern().level()
        && other.pattern().method().equals(row.pattern().method())
        && row.pattern().required().keySet().containsAll(other.pattern().required().keySet());
  }

  private static String ruleEnd(Function function) {
    return """
            filters:
              - type: RequestHeaderModifier
                requestHeaderModifier:
                  set:
                    - name: x-strongroom-scheme
                      value: https
                    - name: x-strongroom-host
                      value: s3.example.com
                    - name: x-strongroom-router-token
                      value: replaced-by-the-overlay
                  remove:
                    - x-strongroom-client
                    - x-strongroom-tls
              - type: URLRewrite
                urlRewrite:
                  hostname: %s.strongroom.svc.cluster.local
            timeouts:
              request: 0s
              backendRequest: 0s
            backendRefs:
              - name: knative-local-gateway
                namespace: istio-system
                port: 80
      """
        .formatted(function.id());
  }

  private static List<String> matches(RouteRow row) {
    StringBuilder match = new StringBuilder();
    match.append("        - method: ").append(row.pattern().method()).append('\n');
    match.append("          path:\n            type: RegularExpression\n");
    match.append("            value: \"").append(path(row.pattern().level())).append("\"\n");
    List<String> parameters = new ArrayList<>();
    row.pattern().required().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(test -> parameter(test.getKey(), test.getValue()))
        .forEach(parameters::add);
    return row.pattern().headers().isEmpty()
        ? List.of(complete(match, List.of(), parameters))
        : row.pattern().headers().stream()
            .flatMap(test -> alternatives(test, match, parameters))
            .toList();
  }

  private static Stream<String> alternatives(
      HeaderTest test, CharSequence match, List<String> parameters) {
    return switch (test) {
      // What has the header is more special, and wins.
      case HeaderTest.NoneOf _ -> Stream.of(complete(match, List.of(), parameters));
      case HeaderTest.Value(String name, String value) ->
          Stream.of(complete(match, List.of(header(name, "Exact", value)), parameters));
      case HeaderTest.Begins(String name, String start) ->
          Stream.of(
              complete(
                  match,
                  List.of(header(name, "RegularExpression", "(?i)" + start + ".*")),
                  parameters));
      case HeaderTest.AnyOf(List<String> names) ->
          names.stream()
              .flatMap(
                  name ->
                      Stream.of(
                          complete(
                              match, List.of(header(name, "RegularExpression", ".+")), parameters),
                          complete(match, List.of(), with(parameters, parameter(name, ""))),
                          complete(
                              match, List.of(), with(parameters, parameter(titled(name), "")))));
    };
  }

  private static String complete(
      CharSequence match, List<String> headers, List<String> parameters) {
    return match
        + (headers.isEmpty() ? "" : "          headers:\n" + String.join("", headers))
        + (parameters.isEmpty() ? "" : "          queryParams:\n" + String.join("", parameters));
  }

  private static List<String> with(List<String> some, String more) {
    List<String> all = new ArrayList<>(some);
    all.add(more);
    return all;
  }

  private static String header(String name, String type, String value) {
    return "            - name: %s\n              type: %s\n              value: \"%s\"\n"
        .formatted(name, type, value);
  }

  private static String parameter(String name, String value) {
    return "            - name: %s\n              type: %s\n              value: \"%s\"\n"
        .formatted(
            name, value.isEmpty() ? "RegularExpression" : "Exact", value.isEmpty() ? ".*" : value);
  }

  /** As SDKs write the parameters of a presigned URL: {@code X-Amz-Copy-Source}. */
  private static String titled(String name) {
    StringBuilder titled = new StringBuilder();
    for (String word : name.split("-", -1)) {
      titled
          .append(titled.isEmpty() ? "" : "-")
          .append(Character.toUpperCase(word.charAt(0)))
          .append(word.substring(1));
    }
    return titled.toString();
  }

  private static String path(Level level) {
    return switch (level) {
      case SERVICE -> "/";
      case BUCKET -> "/[^/]+/?";
      case OBJECT -> "/[^/]+/.+";
      case DOMAIN -> "/v3[.]0/OS-.+";
    };
  }
}
