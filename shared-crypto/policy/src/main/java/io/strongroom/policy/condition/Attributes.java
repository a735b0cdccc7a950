package io.strongroom.policy.condition;

import io.strongroom.policy.text.Variables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The condition keys of a request and their values. Names are compared without case, so names that
 * differ in case only, such as those of two tags, are candidates for one key. Immutable.
 */
public final class Attributes implements Variables {

  /** No attribute at all. */
  public static final Attributes NONE = new Attributes(Map.of());

  private final Map<String, List<List<String>>> candidates;

  private Attributes(Map<String, List<List<String>>> candidates) {
    this.candidates = candidates;
  }

  /**
   * Attributes with these names and values.
   *
   * @param values by condition key; a key with no value is absent
   */
  public static Attributes of(Map<String, List<String>> values) {
    Map<String, List<List<String>>> candidates = new HashMap<>();
    values.forEach(
        (name, list) -> {
          if (!list.isEmpty()) {
            candidates
                .computeIfAbsent(folded(name), key -> new ArrayList<>())
                .add(List.copyOf(list));
          }
        });
    return new Attributes(candidates);
  }

  /**
   * The values under each name that is {@code key} without case; empty when it is absent.
   *
   * @param key in lower case
   */
  List<List<String>> candidates(String key) {
    return candidates.getOrDefault(key, List.of());
  }

  @Override
  public Optional<String> value(String key) {
    List<List<String>> found = candidates(folded(key));
    return found.size() == 1 && found.getFirst().size() == 1
        ? Optional.of(found.getFirst().getFirst())
        : Optional.empty();
  }

  /** A key as it is compared. */
  public static String folded(String key) {
    return key.toLowerCase(Locale.ROOT);
  }
}
