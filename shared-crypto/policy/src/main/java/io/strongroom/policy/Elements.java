package io.strongroom.policy;

import io.strongroom.policy.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Typed access to the members of an object. */
record Elements(Map<String, Json> members) {

  /** An object that has no member but {@code known}. */
  static Elements of(Json json, String element, Set<String> known) {
    Elements elements = new Elements(object(json, element));
    for (String name : elements.members.keySet()) {
      if (!known.contains(name)) {
        throw new PolicyException(new PolicyError.UnknownMember(name));
      }
    }
    return elements;
  }

  static Map<String, Json> object(Json json, String element) {
    if (json instanceof Json.Members(Map<String, Json> byName)) {
      return byName;
    }
    throw wrongType(element);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  Json required(String name) {
    @Nullable Json value = members.get(name);
    if (value == null) {
      throw new PolicyException(new PolicyError.Missing(name));
    }
    return value;
  }

  Optional<String> text(String name) {
    @Nullable Json value = members.get(name);
    return value == null ? Optional.empty() : Optional.of(text(value, name));
  }

  /** Whether the Not form of an element is there; exactly one of both must be. */
  boolean isInverted(String element) {
    boolean inverted = has("Not" + element);
    if (has(element) && inverted) {
      throw new PolicyException(new PolicyError.Both(element));
    }
    if (!has(element) && !inverted) {
      throw new PolicyException(new PolicyError.Missing(element));
    }
    return inverted;
  }

  static List<Json> list(Json json) {
    return json instanceof Json.Elements(List<Json> list) ? list : List.of(json);
  }

  /** A string, or a list of strings that is not empty. */
  static List<String> texts(Json json, String element) {
    List<String> texts = new ArrayList<>();
    list(json).forEach(value -> texts.add(text(value, element)));
    return requireSome(texts, element);
  }

  /** As {@link #texts}; numbers and booleans are taken as they were written. */
  static List<String> scalars(Json json, String element) {
    List<String> texts = new ArrayList<>();
    for (Json value : list(json)) {
      texts.add(
          switch (value) {
            case Json.Text(String text) -> text;
            case Json.Numeral(String literal) -> literal;
            case Json.Flag(boolean flag) -> String.valueOf(flag);
            case Json.Members _, Json.Elements _, Json.Nothing _ -> throw wrongType(element);
          });
    }
    return requireSome(texts, element);
  }

  private static List<String> requireSome(List<String> texts, String element) {
    if (texts.isEmpty()) {
      throw new PolicyException(new PolicyError.Empty(element));
    }
    return texts;
  }

  private static String text(Json json, String element) {
    if (json instanceof Json.Text(String text)) {
      return text;
    }
    throw wrongType(element);
  }

  private static PolicyException wrongType(String element) {
    return new PolicyException(new PolicyError.WrongType(element));
  }
}
