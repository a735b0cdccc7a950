package io.strongroom.protocol.domains;

import io.strongroom.policy.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes JSON. */
final class DomainJson {

  private DomainJson() {}

  /** An object; values are texts or objects, in the order in which they were added. */
  static final class Builder {

    private final Map<String, Json> members = new LinkedHashMap<>();

    Builder with(String name, String text) {
      members.put(name, new Json.Text(text));
      return this;
    }

    Builder with(String name, Json value) {
      members.put(name, value);
      return this;
    }

    Json.Members build() {
      return new Json.Members(members);
    }

    /** An object whose one member is this one. */
    Json.Members within(String name) {
      return new Builder().with(name, build()).build();
    }
  }

  static String text(Json value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return text.toString();
  }

  private static void write(Json value, StringBuilder text) {
    switch (value) {
      case Json.Members(var byName) -> {
        String separator = "{";
        for (Map.Entry<String, Json> member : byName.entrySet()) {
          text.append(separator);
          quote(member.getKey(), text);
          text.append(':');
          write(member.getValue(), text);
          separator = ",";
        }
        text.append(byName.isEmpty() ? "{}" : "}");
      }
      case Json.Elements(var list) -> {
        String separator = "[";
        for (Json each : list) {
          text.append(separator);
          write(each, text);
          separator = ",";
        }
        text.append(list.isEmpty() ? "[]" : "]");
      }
      case Json.Text(String content) -> quote(content, text);
      case Json.Numeral(String literal) -> text.append(literal);
      case Json.Flag(boolean flag) -> text.append(flag);
      case Json.Nothing() -> text.append("null");
    }
  }

  private static void quote(String content, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
