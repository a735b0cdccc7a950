package io.strongroom.router.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** As much of a CustomResourceDefinition's structural schema as the API server enforces. */
final class CrdSchema {

  private final JsonNode schema;

  private CrdSchema(JsonNode schema) {
    this.schema = schema;
  }

  /** The schema of a version of the kind, out of the documents of a definition's file. */
  static CrdSchema of(List<JsonNode> definitions, String kind, String version) {
    for (JsonNode definition : definitions) {
      if (definition.at("/spec/names/kind").asText().equals(kind)) {
        for (JsonNode candidate : definition.at("/spec/versions")) {
          if (candidate.path("name").asText().equals(version)) {
            return new CrdSchema(candidate.at("/schema/openAPIV3Schema"));
          }
        }
      }
    }
    throw new IllegalArgumentException("no schema of " + kind + " " + version);
  }

  /** What is wrong, each with its place. */
  List<String> violations(JsonNode document) {
    List<String> found = new ArrayList<>();
    check(schema, document, "", found);
    return found;
  }

  private static void check(JsonNode rule, JsonNode value, String at, List<String> found) {
    if (!isOfType(rule, value)) {
      found.add(at + ": not of type " + rule.path("type").asText());
      return;
    }
    if (rule.has("enum") && !contains(rule.get("enum"), value)) {
      found.add(at + ": not one of " + rule.get("enum"));
    }
    if (value.isTextual()) {
      checkText(rule, value.asText(), at, found);
    }
    if (value.isArray()) {
      if (value.size() > rule.path("maxItems").asInt(Integer.MAX_VALUE)) {
        found.add(at + ": more than " + rule.path("maxItems") + " items");
      }
      for (int i = 0; i < value.size(); i++) {
        check(rule.path("items"), value.get(i), at + "/" + i, found);
      }
    }
    if (value.isObject()) {
      checkObject(rule, value, at, found);
    }
  }

  private static void checkText(JsonNode rule, String text, String at, List<String> found) {
    if (rule.has("pattern") && !text.matches("(?s).*(?:" + rule.path("pattern").asText() + ").*")) {
      found.add(at + ": does not match " + rule.path("pattern"));
    }
    if (text.length() < rule.path("minLength").asInt(0)
        || text.length() > rule.path("maxLength").asInt(Integer.MAX_VALUE)) {
      found.add(at + ": too short or too long");
    }
  }

  private static void checkObject(JsonNode rule, JsonNode value, String at, List<String> found) {
    for (JsonNode required : rule.path("required")) {
      if (!value.has(required.asText())) {
        found.add(at + ": lacks " + required.asText());
      }
    }
    value
        .properties()
        .forEach(
            field -> {
              String place = at + "/" + field.getKey();
              JsonNode known = rule.path("properties").path(field.getKey());
              if (!known.isMissingNode()) {
                check(known, field.getValue(), place, found);
              } else if (rule.path("additionalProperties").isObject()) {
                check(rule.get("additionalProperties"), field.getValue(), place, found);
              } else if (!isOpen(rule)) {
                found.add(place + ": no such field");
              }
            });
  }

  /** Metadata is the API server's own, and has no properties in a definition. */
  private static boolean isOpen(JsonNode rule) {
    return rule.path("x-kubernetes-preserve-unknown-fields").asBoolean() || !rule.has("properties");
  }

  private static boolean isOfType(JsonNode rule, JsonNode value) {
    if (rule.path("x-kubernetes-int-or-string").asBoolean()) {
      return value.isTextual() || value.isIntegralNumber();
    }
    return switch (rule.path("type").asText()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      default -> true;
    };
  }

  private static boolean contains(JsonNode list, JsonNode value) {
    for (JsonNode each : list) {
      if (each.equals(value)) {
        return true;
      }
    }
    return false;
  }
}
