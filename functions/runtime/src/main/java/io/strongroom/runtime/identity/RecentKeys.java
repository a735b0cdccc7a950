package io.strongroom.runtime.identity;

import io.strongroom.runtime.identity.KnownKeys.Kept;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What was asked for last, a certain number of entries. Not thread-safe. */
final class RecentKeys {

  private final int most;
  private final Map<String, Kept> entries = new LinkedHashMap<>(16, 0.75f, true);

  RecentKeys(int most) {
    this.most = most;
  }

  @Nullable Kept get(String name) {
    return entries.get(name);
  }

  Collection<Kept> values() {
    return entries.values();
  }

  /**
   * @param gone gets what was there by that name, and what had to make room
   */
  void put(String name, Kept entry, Map<String, Kept> gone) {
    Kept before = entries.put(name, entry);
    if (before != null) {
      gone.put(name, before);
    }
    Iterator<Map.Entry<String, Kept>> eldest = entries.entrySet().iterator();
    while (entries.size() > most) {
      Map.Entry<String, Kept> each = eldest.next();
      gone.put(each.getKey(), each.getValue());
      eldest.remove();
    }
  }

  void remove(String name, Map<String, Kept> gone) {
    Kept before = entries.remove(name);
    if (before != null) {
      gone.put(name, before);
    }
  }

  void replaceAll(UnaryOperator<Kept> change) {
    entries.replaceAll((name, entry) -> change.apply(entry));
  }

  void clear() {
    entries.clear();
  }
}
