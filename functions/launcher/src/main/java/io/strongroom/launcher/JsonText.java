package io.strongroom.launcher;

import io.strongroom.policy.json.Json;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes JSON that was read. Stateless. */
final class JsonText {

  private JsonText() {}

  static String of(Map<String, Json> members) {
    return of(new Json.Members(members));
  }

  private static String of(Json json) {
    return switch (json) {
      case Json.Members(Map<String, Json> members) ->
          members.entrySet().stream()
              .map(each -> RequestForm.quoted(each.getKey()) + ":" + of(each.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case Json.Elements(List<Json> list) ->
          list.stream().map(JsonText::of).collect(Collectors.joining(",", "[", "]"));
      case Json.Text(String value) -> RequestForm.quoted(value);
      case Json.Numeral(String literal) -> literal;
      case Json.Flag(boolean value) -> String.valueOf(value);
      case Json.Nothing _ -> "null";
    };
  }
}
