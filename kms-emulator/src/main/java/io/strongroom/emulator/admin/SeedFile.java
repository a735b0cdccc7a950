package io.strongroom.emulator.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What a fresh emulator begins with, as written in a YAML or JSON file (JSON is YAML).
 *
 * @param throttle as for {@code PUT /_admin/throttle}
 * @param faults each as for {@code POST /_admin/faults}
 */
record SeedFile(List<SeedKey> keys, Optional<JsonObject> throttle, List<JsonObject> faults) {

  private static final long MAX_SIZE_IN_BYTES = 4L * 1024 * 1024;
  private static final Set<String> MEMBERS = Set.of("keys", "throttle", "faults");

  /**
   * Reads a file.
   *
   * @param home where keys are that name no account or region
   * @throws IllegalStateException when it cannot be read or understood; the message never quotes it
   */
  static SeedFile read(Path file, io.strongroom.emulator.key.Scope home) {
    JsonObject json = parse(file);
    for (String member : json.fieldNames()) {
      if (!MEMBERS.contains(member)) {
        throw new IllegalStateException("the seed has an unknown member '" + member + "'");
      }
    }
    try {
      JsonArray keys = json.getJsonArray("keys", new JsonArray());
      return new SeedFile(
          keys.stream().map(key -> SeedKey.read((JsonObject) key, home)).toList(),
          Optional.ofNullable(json.getJsonObject("throttle")),
          json.getJsonArray("faults", new JsonArray()).stream()
              .map(JsonObject.class::cast)
              .toList());
    } catch (ClassCastException e) {
      throw new IllegalStateException("the seed has a list where a mapping is due, or the reverse");
    }
  }

  private static JsonObject parse(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    try {
      if (Files.size(file) > MAX_SIZE_IN_BYTES) {
        throw new IllegalStateException("the seed " + file + " is larger than 4 MiB");
      }
      try (Reader reader = Files.newBufferedReader(file)) {
        Object loaded = new Yaml(new SafeConstructor(options)).load(reader);
        if (loaded == null) {
          return new JsonObject();
        }
        if (!(loaded instanceof Map<?, ?> members)) {
          throw new IllegalStateException("the seed " + file + " is not a mapping");
        }
        return object(members);
      }
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the seed " + file + ": " + e.getMessage(), e);
    } catch (YAMLException e) {
      // Its message quotes the file, which may hold key material.
      throw new IllegalStateException("the seed " + file + " is not well-formed YAML or JSON");
    }
  }

  private static JsonObject object(Map<?, ?> members) {
    JsonObject json = new JsonObject();
    members.forEach((name, value) -> json.put(String.valueOf(name), value(value)));
    return json;
  }

  private static @org.jspecify.annotations.Nullable Object value(
      @org.jspecify.annotations.Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      return object(members);
    }
    if (value instanceof List<?> elements) {
      JsonArray array = new JsonArray();
      elements.forEach(element -> array.add(value(element)));
      return array;
    }
    return value;
  }
}
