package io.strongroom.protocol.domains;

import io.strongroom.policy.json.Json;
import io.strongroom.policy.json.JsonException;
import io.strongroom.policy.json.JsonReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The members of a request, each by its path ({@code auth.identity.methods}), which remember
 * whether they were asked for. Used by one thread.
 */
final class DomainBody {

  private static final int MOST_DEPTH = 12;

  private final Json.Members root;
  private final Set<String> read = new HashSet<>();

  private DomainBody(Json.Members root) {
    this.root = root;
  }

  /**
   * @throws DomainRefused for what is no JSON object
   */
  static DomainBody parse(String text) {
    try {
      if (JsonReader.parse(text, MOST_DEPTH) instanceof Json.Members members) {
        return new DomainBody(members);
      }
    } catch (JsonException notJson) {
      // It is no object either way.
    }
    throw DomainRefused.noBody();
  }

  /** What is at a path; empty for what is not there, or null. */
  private Optional<Json> at(String path) {
    read.add(path);
    Json value = root;
    for (String name : path.split("\\.", -1)) {
      if (!(value instanceof Json.Members(Map<String, Json> members))
          || !members.containsKey(name)) {
        return Optional.empty();
      }
      value = members.get(name);
    }
    return Optional.of(value).filter(found -> !(found instanceof Json.Nothing));
  }

  /**
   * @throws DomainRefused for what is no text
   */
  Optional<String> text(String path) {
    return at(path)
        .map(
            value -> {
              if (value instanceof Json.Text(String text)) {
                return text;
              }
              throw DomainRefused.invalid(path);
            });
  }

  /**
   * @throws DomainRefused for what is no text, or is not there
   */
  String required(String path) {
    return text(path)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> DomainRefused.invalid(path));
  }

  /**
   * @throws DomainRefused for what is no number of up to nine digits
   */
  OptionalInt number(String path) {
    Optional<Json> value = at(path);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (value.get() instanceof Json.Numeral(String literal) && literal.matches("[0-9]{1,9}")) {
      return OptionalInt.of(Integer.parseInt(literal));
    }
    throw DomainRefused.invalid(path);
  }

  /**
   * The one word of a list.
   *
   * @throws DomainRefused for a list of another length
   */
  String onlyWord(String path) {
    if (at(path).orElseThrow(() -> DomainRefused.invalid(path))
            instanceof Json.Elements(List<Json> list)
        && list.size() == 1
        && list.getFirst() instanceof Json.Text(String word)) {
      return word;
    }
    throw DomainRefused.invalid(path);
  }

  /** A document within this one, as a text of its own. */
  Optional<String> document(String path) {
    return at(path)
        .map(
            value -> {
              if (value instanceof Json.Members) {
                return DomainJson.text(value);
              }
              throw DomainRefused.invalid(path);
            });
  }

  /**
   * Demands that every member was asked for.
   *
   * @throws DomainRefused naming one that nobody understands
   */
  void requireRead() {
    requireRead(root, "");
  }

  private void requireRead(Json.Members members, String prefix) {
    members
        .byName()
        .forEach(
            (name, value) -> {
              String path = prefix + name;
              if (read.contains(path)) {
                return;
              }
              boolean inner = read.stream().anyMatch(each -> each.startsWith(path + "."));
              if (inner && value instanceof Json.Members more) {
                requireRead(more, path + ".");
              } else if (!(value instanceof Json.Nothing)) {
                throw DomainRefused.notOffered(path);
              }
            });
  }
}
