package io.strongroom.policy.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value. Immutable. */
public sealed interface Json {

  /** An object; its members are in the order of the text, each name once. */
  record Members(Map<String, Json> byName) implements Json {
    public Members {
      byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }
  }

  /** An array. */
  record Elements(List<Json> list) implements Json {
    public Elements {
      list = List.copyOf(list);
    }
  }

  /** A string, its escapes resolved. */
  record Text(String value) implements Json {}

  /** A number as it was written. */
  record Numeral(String literal) implements Json {}

  /** True or false. */
  record Flag(boolean value) implements Json {}

  /** The word {@code null}. */
  record Nothing() implements Json {}
}
