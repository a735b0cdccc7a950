package io.strongroom.domain.access;

import io.strongroom.policy.condition.Attributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Condition keys and their values as they come together: those only that a policy asks for. */
final class GatheredKeys {

  private final Predicate<String> asked;
  private final Map<String, List<String>> values = new HashMap<>();

  private GatheredKeys(Predicate<String> asked) {
    this.asked = asked;
  }

  /** Takes every key. */
  static GatheredKeys all() {
    return new GatheredKeys(key -> true);
  }

  /**
   * Takes some keys.
   *
   * @param wanted in lower case
   */
  static GatheredKeys of(Set<String> wanted) {
    return new GatheredKeys(wanted::contains);
  }

  void put(CallKey key, String value) {
    if (asked.test(key.folded())) {
      values.put(key.text(), List.of(value));
    }
  }

  /** A value that takes some work. */
  void put(CallKey key, Supplier<String> value) {
    putAll(key, () -> List.of(value.get()));
  }

  void putAll(CallKey key, Supplier<List<String>> all) {
    if (asked.test(key.folded())) {
      values.put(key.text(), all.get());
    }
  }

  /** A key that a request's own words make. */
  void put(String key, String value) {
    if (asked.test(Attributes.folded(key))) {
      values.put(key, List.of(value));
    }
  }

  /** What came together; the caller's own to add to. */
  Map<String, List<String>> values() {
    return values;
  }
}
