package io.strongroom.protocol.http;

import io.strongroom.domain.caller.Action;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the constants of one class and knows them all, as an enum knows its values. Used while that
 * class is initialised, which happens once and in one thread; nothing is added afterwards.
 */
final class DeclaredOperations {

  private final List<Operation<?, ?>> declared = new ArrayList<>();

  <C, R> Operation<C, R> add(
      String wireName, Function function, Action needed, RequestPattern... patterns) {
    return add(wireName, function, new Permission.Needed(needed), patterns);
  }

  <C, R> Operation<C, R> add(
      String wireName, Function function, Permission permission, RequestPattern... patterns) {
    Operation<C, R> operation = new Operation<>(wireName, function, permission, List.of(patterns));
    declared.add(operation);
    return operation;
  }

  List<Operation<?, ?>> all() {
    return List.copyOf(declared);
  }
}
