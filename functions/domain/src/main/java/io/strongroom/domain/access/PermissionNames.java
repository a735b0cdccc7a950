package io.strongroom.domain.access;

import io.strongroom.domain.caller.Action;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What policies call the actions.
 *
 * <p>Source: Service authorization reference, "Actions, resources, and condition keys for Amazon
 * S3".
 */
final class PermissionNames {

  private static final String PREFIX = "s3:";

  /** Where the words of a name are not written like words. */
  private static final Set<String> CAPITALS = Set.of("CORS");

  private static final Map<Action, String> NAMES =
      Arrays.stream(Action.values())
          .collect(
              Collectors.toMap(
                  action -> action,
                  PermissionNames::spelled,
                  (one, other) -> one,
                  () -> new EnumMap<>(Action.class)));

  private PermissionNames() {}

  /** The permission that an action needs. */
  static String of(Action action) {
    return NAMES.getOrDefault(action, "");
  }

  private static String spelled(Action action) {
    return Arrays.stream(action.name().split("_", -1))
        .map(PermissionNames::word)
        .collect(Collectors.joining("", PREFIX, ""));
  }

  private static String word(String upper) {
    return CAPITALS.contains(upper)
        ? upper
        : upper.charAt(0) + upper.substring(1).toLowerCase(Locale.ROOT);
  }
}
