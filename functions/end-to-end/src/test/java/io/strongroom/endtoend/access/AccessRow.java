package io.strongroom.endtoend.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strongroom.endtoend.access.AccessWorld.Rights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A row of the corpus. */
record AccessRow(JsonNode json) {

  /** The rows of a list of the corpus, in its order. */
  static List<AccessRow> read(Path file, String list) throws IOException {
    List<AccessRow> rows = new ArrayList<>();
    new ObjectMapper()
        .readTree(Files.readAllBytes(file))
        .path(list)
        .forEach(row -> rows.add(new AccessRow(row)));
    return rows;
  }

  String text(String name) {
    return json.path(name).asText();
  }

  String id() {
    return text("id");
  }

  boolean has(String name) {
    return json.has(name);
  }

  Optional<String> document(String name) {
    return json.has(name) ? Optional.of(json.path(name).toString()) : Optional.empty();
  }

  Rights rights() {
    List<String> identity = new ArrayList<>();
    // The corpus has a version id of its own; this server's unversioned bucket has another.
    json.path("identity")
        .forEach(policy -> identity.add(policy.toString().replace("\"v1\"", "\"null\"")));
    return new Rights(identity, document("boundary"), document("session"));
  }

  /** What the request says; a list of values is written with commas. */
  Map<String, String> context() {
    Map<String, String> context = new TreeMap<>();
    json.path("context")
        .properties()
        .forEach(
            each -> {
              List<String> values = new ArrayList<>();
              if (each.getValue().isArray()) {
                each.getValue().forEach(value -> values.add(value.asText()));
              } else {
                values.add(each.getValue().asText());
              }
              context.put(each.getKey(), String.join(",", values));
            });
    return context;
  }

  boolean allows() {
    return text("expect").equals("allow");
  }
}
