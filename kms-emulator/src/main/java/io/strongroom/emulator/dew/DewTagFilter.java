package io.strongroom.emulator.dew;

import io.strongroom.emulator.key.KeyTag;
import io.strongroom.emulator.operation.ListTaggedKeys;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which keys are looked for.
 *
 * @param tags each of which a key has to have, with one of the values; any value when there is none
 * @param name what the key's name has to hold; empty for any
 */
record DewTagFilter(Map<String, List<String>> tags, String name) {

  /** A key with its tags and its first name. */
  record Named(ListTaggedKeys.TaggedKey tagged, String name) {}

  static DewTagFilter read(DewInput input) {
    Map<String, List<String>> tags = new TreeMap<>();
    for (JsonObject tag : input.optionalStructures("tags")) {
      DewTagJson.requireOnly(tag, Set.of("key", "values"));
      tags.put(DewTagJson.name(tag), values(tag));
    }
    String name = "";
    for (JsonObject match : input.optionalStructures("matches")) {
      DewTagJson.requireOnly(match, Set.of("key", "value"));
      if (!"resource_name".equals(match.getValue("key"))
          || !(match.getValue("value") instanceof String text)) {
        throw DewRefusal.invalid("matches");
      }
      name = text;
    }
    return new DewTagFilter(tags, name);
  }

  private static List<String> values(JsonObject tag) {
    Object given = tag.getValue("values", new JsonArray());
    if (!(given instanceof JsonArray list)) {
      throw DewRefusal.invalid("values");
    }
    return list.stream().map(String::valueOf).toList();
  }

  boolean takes(Named key) {
    return key.name().contains(name)
        && tags.entrySet().stream().allMatch(wanted -> hasTag(key.tagged().tags(), wanted));
  }

  private static boolean hasTag(List<KeyTag> tags, Map.Entry<String, List<String>> wanted) {
    return tags.stream()
        .anyMatch(
            tag ->
                tag.key().equals(wanted.getKey())
                    && (wanted.getValue().isEmpty() || wanted.getValue().contains(tag.value())));
  }
}
