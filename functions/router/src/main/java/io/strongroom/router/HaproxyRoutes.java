package io.strongroom.router;

import io.strongroom.protocol.http.Function;
import io.strongroom.protocol.http.Operation;
import io.strongroom.protocol.http.RouteRow;
import io.strongroom.protocol.http.RouteRow.HeaderTest;
import io.strongroom.protocol.http.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The route table in HAProxy's language: every request is given the name of one operation, or none.
 *
 * <p>Tests are those of {@link io.strongroom.protocol.http.Router}, on a decoded copy of the query;
 * the request that goes on stays as the client sent it, byte for byte.
 */
final class HaproxyRoutes {

  /** HAProxy takes 64 words a line. */
  private static final int NAMES_PER_LINE = 40;

  static final String OPERATION = "txn.operation";

  private final Set<String> selecting = new TreeSet<>(RouteTable.selecting());

  /** The lines of the section, in order. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.addAll(queryCopy());
    lines.addAll(levels());
    lines.addAll(parameters());
    lines.addAll(headerTests());
    lines.addAll(operations());
    lines.addAll(refusals());
    lines.addAll(backends());
    return lines;
  }

  /**
   * Percent signs that hide a separator are kept, so that decoding neither splits nor joins
   * parameters.
   */
  private static List<String> queryCopy() {
    return List.of(
        "",
        "# A decoded copy of the query, to look at; the request keeps its own.",
        "http-request set-var(txn.query) query,regsub('%25','%2525',g),regsub('%26','%2526',g),"
            + "regsub('%3[dD]','%253D',g),url_dec(1)",
        "http-request set-var(txn.unreadable) bool(true) if { query -m found }"
            + " !{ var(txn.query) -m found }");
  }

  private static List<String> levels() {
    return List.of(
        "",
        "# What is addressed: bucket.domain/key under the domains that are ours, host/bucket/key"
            + " elsewhere.",
        "http-request set-var(txn.host)"
            + " req.fhdr(host,1),lower,regsub(':[^:]*$',''),regsub('[.]$','')",
        "http-request set-var(txn.dotted) str(.),concat(,txn.host)",
        "acl of_domain var(txn.dotted) -m str \"${STRONGROOM_DOMAINS[*]}\"",
        "acl of_bucket var(txn.host) -m end \"${STRONGROOM_DOMAINS[*]}\"",
        "acl of_nothing var(txn.host) -m str \"${STRONGROOM_DOMAINS[*]}\"",
        "http-request set-var(txn.virtual) bool(true) if of_bucket !of_domain !of_nothing",
        "acl virtual var(txn.virtual) -m bool",
        level("bucket", "virtual { path -m str / }"),
        level("object", "virtual { path -m reg '^/.' }"),
        level("service", "!virtual { path -m str / }"),
        level("bucket", "!virtual { path -m reg '^/(?:[^/]+/?|/)$' }"),
        level("object", "!virtual { path -m reg '^/[^/]*/.' }"),
        "# The JSON and Query protocols have one path, whatever the host is called.",
        protocol(RouteTable.TARGET_HEADER, RouteTable.TARGET_PREFIX),
        protocol(RouteTable.TARGET_HEADER, RouteTable.JOBS_PREFIX),
        protocol("content-type", "-i " + RouteTable.FORM),
        "# So has Huawei's API of identities.",
        level(
            "domain",
            "{ method POST } { path -m beg %s } !{ query -m found } { req.fhdr(content-type,1) -m beg -i %s }"
                .formatted(RouteTable.DOMAIN_PATH, RouteTable.JSON)),
        "acl domain var(txn.level) -m str domain",
        "acl service var(txn.level) -m str service",
        "acl bucket var(txn.level) -m str bucket",
        "acl object var(txn.level) -m str object");
  }

  private static String protocol(String header, String start) {
    return level(
        "service",
        "{ method POST } { path -m str / } { req.fhdr(%s,1) -m beg %s }".formatted(header, start));
  }

  private static String level(String level, String condition) {
    return "http-request set-var(txn.level) str(" + level + ") if " + condition;
  }

  private List<String> parameters() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("# Query parameters that choose the operation.");
    for (String name : selecting) {
      lines.add(
          "acl "
              + present(name)
              + " var(txn.query) -m reg '(?:^|&)"
              + Names.literally(name)
              + "(?:=|&|$)'");
    }
    for (RouteRow row : RouteTable.rows()) {
      row.pattern().required().entrySet().stream()
          .filter(test -> !test.getValue().isEmpty())
          .map(HaproxyRoutes::valueTest)
          .filter(line -> !lines.contains(line))
          .forEach(lines::add);
    }
    lines.add("# Those that no row has to have, or may have, which fits.");
    RouteTable.rows().stream()
        .filter(row -> !others(row).isEmpty())
        .map(
            row ->
                "acl %s var(txn.query) -m reg '(?:^|&)(?:%s)(?:=|&|$)'"
                    .formatted(othersThan(row), Names.anyOf(others(row))))
        .distinct()
        .forEach(lines::add);
    lines.addAll(HaproxyUnoffered.parameters());
    lines.add("acl forgiving method GET HEAD PUT POST");
    lines.add("acl asks method OPTIONS");
    return lines;
  }

  private Set<String> others(RouteRow row) {
    if (row.pattern().takesAny()) {
      return Set.of();
    }
    Set<String> others = new TreeSet<>(selecting);
    others.removeAll(row.pattern().required().keySet());
    others.removeAll(row.pattern().allowed());
    return others;
  }

  private static String othersThan(RouteRow row) {
    Set<String> own = new TreeSet<>(row.pattern().required().keySet());
    own.addAll(row.pattern().allowed());
    return "has_other_than_" + (own.isEmpty() ? "none" : String.join("_or_", own));
  }

  private static String present(String parameter) {
    return "has_" + parameter;
  }

  /** The first parameter of that name counts. */
  private static String valueTest(Map.Entry<String, String> test) {
    return "acl %s var(txn.query) -m reg '^(?:(?!%s(?:=|&|$))[^&]*&)*%s=%s(?:&|$)'"
        .formatted(valued(test), test.getKey(), test.getKey(), Names.literally(test.getValue()));
  }

  private static String valued(Map.Entry<String, String> test) {
    return "has_" + test.getKey() + "_" + test.getValue();
  }

  private static List<String> headerTests() {
    List<String> names =
        RouteTable.rows().stream()
            .flatMap(row -> row.pattern().headers().stream())
            .flatMap(
                test ->
                    switch (test) {
                      case HeaderTest.AnyOf(List<String> any) -> any.stream();
                      case HeaderTest.NoneOf(List<String> none) -> none.stream();
                      case HeaderTest.Value _, HeaderTest.Begins _ -> Stream.of();
                    })
            .distinct()
            .toList();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("# Headers that choose it; in a presigned URL they are parameters.");
    for (String name : names) {
      lines.add("acl " + sent(name) + " req.fhdr_cnt(" + name + ") gt 0");
      lines.add("acl " + sent(name) + " var(txn.query) -m reg -i '(?:^|&)" + name + "(?:=|&|$)'");
    }
    return lines;
  }

  private static String sent(String header) {
    return "sent_" + header;
  }

  private List<String> operations() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("# The route table. Rows do not overlap.");
    for (RouteRow row : RouteTable.rows()) {
      for (String condition : conditions(row)) {
        lines.add(named(row.operation(), condition));
      }
    }
    lines.addAll(HaproxyUnoffered.operations());
    return lines;
  }

  /** Names the operation of requests for which the condition holds. */
  static String named(Operation<?, ?> operation, String condition) {
    return "http-request set-var(%s) str(%s) if %s"
        .formatted(OPERATION, operation.wireName(), condition);
  }

  /** Several where one of several headers will do. */
  private List<String> conditions(RouteRow row) {
    List<String> terms = new ArrayList<>();
    terms.add("{ method " + row.pattern().method() + " }");
    terms.add(Names.of(row.pattern().level()));
    row.pattern().required().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(test -> test.getValue().isEmpty() ? present(test.getKey()) : valued(test))
        .forEach(terms::add);
    if (!others(row).isEmpty()) {
      terms.add("!" + othersThan(row));
    }
    List<String> conditions = List.of(String.join(" ", terms));
    for (HeaderTest test : row.pattern().headers()) {
      conditions =
          conditions.stream()
              .flatMap(each -> alternatives(test).stream().map(each::concat))
              .toList();
    }
    return conditions;
  }

  private static List<String> alternatives(HeaderTest test) {
    return switch (test) {
      case HeaderTest.AnyOf(List<String> names) ->
          names.stream().map(name -> " " + sent(name)).toList();
      case HeaderTest.NoneOf(List<String> names) ->
          List.of(names.stream().map(name -> " !" + sent(name)).collect(Collectors.joining()));
      case HeaderTest.Value(String name, String value) ->
          List.of(" { req.fhdr(" + name + ",1) -m str " + value + " }");
      case HeaderTest.Begins(String name, String start) ->
          List.of(" { req.fhdr(" + name + ",1) -m beg -i " + start + " }");
    };
  }

  private static List<String> refusals() {
    String xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>%s</Code><Message>%s</Message>"
            + "<RequestId>%%[unique-id]</RequestId></Error>";
    String notOffered =
        "A header or query you provided implies functionality that is not implemented.";
    return List.of(
        "",
        "# Whatever names no operation goes no further.",
        "http-request return status 400 content-type application/xml lf-string '%s' if { var(txn.unreadable) -m bool }"
            .formatted(xml.formatted("InvalidURI", "The URI cannot be parsed.")),
        "http-request return status 501 content-type application/x-amz-json-1.1"
            + " string '{\"__type\":\"UnknownOperationException\"}' if service { req.fhdr_cnt(%s) gt 0 } !{ var(%s) -m found }"
                .formatted(RouteTable.TARGET_HEADER, OPERATION),
        "http-request return status 501 content-type application/xml lf-string '%s' if !{ var(%s) -m found }"
            .formatted(xml.formatted("NotImplemented", notOffered), OPERATION));
  }

  private static List<String> backends() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    for (Function function : Function.values()) {
      List<String> names =
          RouteTable.operations().stream()
              .filter(operation -> operation.function() == function)
              .map(Operation::wireName)
              .toList();
      for (int i = 0; i < names.size(); i += NAMES_PER_LINE) {
        lines.add(
            "use_backend %s if { var(%s) -m str %s }"
                .formatted(
                    function.id(),
                    OPERATION,
                    String.join(
                        " ", names.subList(i, Math.min(i + NAMES_PER_LINE, names.size())))));
      }
    }
    return lines;
  }
}
