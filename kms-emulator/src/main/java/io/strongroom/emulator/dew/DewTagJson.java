package io.strongroom.emulator.dew;

import io.strongroom.emulator.key.KeyTag;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Tags as DEW spells them. */
final class DewTagJson {

  private static final int MAX_KEY_LENGTH = 128;
  private static final int MAX_VALUE_LENGTH = 255;

  private DewTagJson() {}

  /** The tag in a member. */
  static KeyTag read(DewInput input, String member) {
    return read(input.structure(member));
  }

  /** A tag. */
  static KeyTag read(JsonObject json) {
    Object value = json.getValue("value", "");
    if (!(value instanceof String text) || text.length() > MAX_VALUE_LENGTH) {
      throw DewRefusal.invalid("value");
    }
    requireOnly(json, Set.of("key", "value"));
    return new KeyTag(name(json), text);
  }

  /** The name of a tag, whose value does not matter. */
  static String name(JsonObject json) {
    if (json.getValue("key") instanceof String name
        && !name.isEmpty()
        && name.length() <= MAX_KEY_LENGTH) {
      return name;
    }
    throw DewRefusal.invalid("key");
  }

  /** Tags of one key. */
  static JsonArray list(List<KeyTag> tags) {
    JsonArray list = new JsonArray();
    tags.forEach(tag -> list.add(new JsonObject().put("key", tag.key()).put("value", tag.value())));
    return list;
  }

  /** Tags of many keys: each name once, with all its values. */
  static JsonArray byName(Map<String, Set<String>> values) {
    JsonArray list = new JsonArray();
    new TreeMap<>(values)
        .forEach(
            (name, all) ->
                list.add(
                    new JsonObject()
                        .put("key", name)
                        .put("values", new JsonArray(List.copyOf(new TreeSet<>(all))))));
    return list;
  }

  static void requireOnly(JsonObject json, Set<String> known) {
    json.fieldNames().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw DewRefusal.of("KMS.0308", "The parameter " + name + " is not known.");
            });
  }
}
