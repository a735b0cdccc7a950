package io.strongroom.router;

import io.strongroom.protocol.http.Function;
import io.strongroom.protocol.http.RouteTable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code functions.json}: the functions, for tools that do not read Java. */
final class FunctionList {

  /** Through these pass bodies of any length. */
  private static final Set<Function> OBJECT_PATH =
      Set.of(Function.PUT_OBJECT, Function.GET_OBJECT, Function.COPY_OBJECT);

  private FunctionList() {}

  static String render() {
    return Arrays.stream(Function.values())
        .map(FunctionList::function)
        .collect(Collectors.joining(",\n", "{\n  \"functions\": [\n", "\n  ]\n}\n"));
  }

  private static String function(Function function) {
    String operations =
        RouteTable.operations().stream()
            .filter(operation -> operation.function() == function)
            .map(operation -> "\"" + operation.wireName() + "\"")
            .collect(Collectors.joining(", "));
    return """
        %1$s{
          %1$s"name": "%2$s",
          %1$s"object_path": %3$s,
          %1$s"database_role": "strongroom_%4$s",
          %1$s"operations": [%5$s]
        %1$s}"""
        .formatted(
            "    ",
            function.id(),
            OBJECT_PATH.contains(function),
            function.id().toLowerCase(Locale.ROOT).replace('-', '_'),
            operations);
  }
}
