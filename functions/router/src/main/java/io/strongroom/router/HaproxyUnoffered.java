package io.strongroom.router;

import io.strongroom.protocol.http.RouteRow.Level;
import io.strongroom.protocol.http.RouteTable;
import io.strongroom.protocol.http.UnofferedOperations;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is not offered, or not known, in HAProxy's language. */
final class HaproxyUnoffered {

  private static final String NOT_OF_BUCKET = "not_of_bucket";
  private static final String NOT_OF_OBJECT = "not_of_object";
  private static final String TEST = "acl %s var(txn.query) -m reg '(?:^|&)(?:%s)(?:=|&|$)'";

  private HaproxyUnoffered() {}

  /** Tests of the decoded query. */
  static List<String> parameters() {
    Set<String> known = new TreeSet<>(RouteTable.selecting());
    known.addAll(RouteTable.plain());
    String unknown = "(?:^|&)(?=[^&])(?!(?:" + Names.anyOf(known) + ")(?:=|&|$))(?![xX]-)";
    return List.of(
        "# Parameters of operations that are not offered, and those nobody knows.",
        TEST.formatted("unsupported", Names.anyOf(RouteTable.unsupported())),
        elsewhere(NOT_OF_BUCKET, Level.BUCKET),
        elsewhere(NOT_OF_OBJECT, Level.OBJECT),
        "acl unknown var(txn.query) -m reg '" + unknown + "'",
        "acl unknown_word var(txn.query) -m reg '" + unknown + "[^=&]*=?(?:&|$)'");
  }

  private static String elsewhere(String name, Level level) {
    Set<String> others = new TreeSet<>(RouteTable.selecting());
    others.removeAll(RouteTable.selecting(level));
    return TEST.formatted(name, Names.anyOf(others));
  }

  /** Behind the rows: whoever knows whether the bucket is there refuses what is not offered. */
  static List<String> operations() {
    return List.of(
        "# What is not offered is refused by whoever knows whether the bucket is there.",
        "http-request unset-var(%s) if %s"
            .formatted(HaproxyRoutes.OPERATION, condition("!bucket !object")),
        HaproxyRoutes.named(UnofferedOperations.OF_BUCKET, condition("bucket", NOT_OF_BUCKET)),
        HaproxyRoutes.named(UnofferedOperations.OF_OBJECT, condition("object", NOT_OF_OBJECT)));
  }

  /**
   * @param elsewhere tests of parameters that choose an operation on something else
   */
  private static String condition(String level, String... elsewhere) {
    return Stream.concat(
            Stream.of("unsupported", "unknown !forgiving", "unknown_word"),
            Arrays.stream(elsewhere))
        .map(parameter -> level + " !asks " + parameter)
        .collect(Collectors.joining(" || "));
  }
}
