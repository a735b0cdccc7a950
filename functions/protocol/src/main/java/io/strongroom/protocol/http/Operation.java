package io.strongroom.protocol.http;

import java.util.List;

/**
 * One operation: its name, the function that serves it, who may have it carried out, and which
 * requests are meant. There is one constant each, in {@link ObjectOperations}, {@link
 * BucketOperations} and {@link ServiceOperations}. Immutable; equal to itself only.
 *
 * @param <C> the domain's command
 * @param <R> the domain's result
 */
@SuppressWarnings("UnusedTypeParameter") // They say which codec and which code fit.
public final class Operation<C, R> {

  private final String wireName;
  private final Function function;
  private final Permission permission;
  private final List<RequestPattern> patterns;

  Operation(
      String wireName, Function function, Permission permission, List<RequestPattern> patterns) {
    this.wireName = wireName;
    this.function = function;
    this.permission = permission;
    this.patterns = List.copyOf(patterns);
  }

  /** The operation's name in documentation and logs. */
  public String wireName() {
    return wireName;
  }

  /** The one function that serves it. */
  public Function function() {
    return function;
  }

  /** Who may have it carried out. */
  public Permission permission() {
    return permission;
  }

  /** What its requests address. */
  public RouteRow.Level level() {
    return patterns.getFirst().level();
  }

  /** Its rows of the route table. */
  List<RouteRow> rows() {
    return patterns.stream().map(pattern -> new RouteRow(this, pattern)).toList();
  }

  @Override
  public String toString() {
    return wireName;
  }
}
