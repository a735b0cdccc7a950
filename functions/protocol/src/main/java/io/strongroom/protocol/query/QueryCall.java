package io.strongroom.protocol.query;

import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.iam.IdentityCall;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * One call: who makes it, what it is, and its parameters, which remember whether they were asked
 * for. Used by one thread.
 */
final class QueryCall {

  private static final int MAX_DIGITS = 9;

  private final Caller caller;
  private final String action;
  private final Map<String, String> parameters;
  private final Set<String> read = new HashSet<>();

  QueryCall(IdentityCall call) {
    this.caller = call.caller();
    this.action = call.action();
    this.parameters = call.parameters();
    read.add("Action");
    read.add("Version");
  }

  Caller caller() {
    return caller;
  }

  String action() {
    return action;
  }

  /** Empty when it is absent or says nothing. */
  Optional<String> optional(String name) {
    read.add(name);
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * @throws QueryRefused ValidationError
   */
  String required(String name) {
    return optional(name)
        .orElseThrow(
            () ->
                QueryRefused.invalid(
                    "1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null"
                        .formatted(Character.toLowerCase(name.charAt(0)) + name.substring(1))));
  }

  /** The members of a list, which are numbered from 1. */
  List<String> list(String name) {
    List<String> members = new ArrayList<>();
    Optional<String> next = optional(name + ".member.1");
    while (next.isPresent()) {
      members.add(next.get());
      next = optional(name + ".member." + (members.size() + 1));
    }
    return members;
  }

  /**
   * Tags, which are numbered from 1.
   *
   * @throws QueryRefused InvalidParameterValue for a key that is there twice; ValidationError
   */
  Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>();
    for (int i = 1; parameters.containsKey("Tags.member." + i + ".Key"); i++) {
      String key = required("Tags.member." + i + ".Key");
      if (tags.put(key, optional("Tags.member." + i + ".Value").orElse("")) != null) {
        throw new QueryRefused(
            400,
            "InvalidParameterValue",
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
    }
    return tags;
  }

  /**
   * Whether something is wanted; not where nothing is said.
   *
   * @throws QueryRefused ValidationError
   */
  boolean flag(String name) {
    return switch (optional(name).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw QueryRefused.invalid(name + " is true or false");
    };
  }

  /**
   * @throws QueryRefused ValidationError
   */
  OptionalInt number(String name) {
    Optional<String> given = optional(name);
    if (given.isEmpty()) {
      return OptionalInt.empty();
    }
    String text = given.get();
    if (text.length() > MAX_DIGITS || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw QueryRefused.invalid(name + " is no number");
    }
    return OptionalInt.of(Integer.parseInt(text));
  }

  /**
   * A number that {@link #number} would have no room for.
   *
   * @throws QueryRefused ValidationError
   */
  Optional<Long> bigNumber(String name) {
    Optional<String> given = optional(name);
    if (given.filter(text -> !text.matches("[0-9]{1,18}")).isPresent()) {
      throw QueryRefused.invalid(name + " is no number");
    }
    return given.map(Long::valueOf);
  }

  /** A user that is named, or else the caller. */
  String user() {
    return optional("UserName")
        .or(() -> caller.identity().profile().userName())
        .orElseThrow(
            () ->
                QueryRefused.invalid(
                    "Must specify userName when calling with non-User credentials"));
  }

  /**
   * Demands that every parameter was asked for: one that nobody understands is refused, not
   * ignored.
   *
   * @throws QueryRefused InvalidInput
   */
  void requireRead() {
    parameters.keySet().stream()
        .filter(name -> !read.contains(name))
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw new QueryRefused(
                  400, "InvalidInput", "This service does not offer " + name + " of " + action);
            });
  }
}
