package io.strongroom.function.console.visit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of a form that was sent, or the parameters of a query. Immutable. */
public final class Form {

  /** Nothing was sent. */
  public static final Form EMPTY = new Form(Map.of());

  private static final int MOST_FIELDS = 100;

  private final Map<String, String> fields;

  private Form(Map<String, String> fields) {
    this.fields = Map.copyOf(fields);
  }

  /**
   * Of several fields with one name, the first counts.
   *
   * @param encoded as {@code application/x-www-form-urlencoded}
   * @throws Refused when it is not, or has more fields than any form here
   */
  public static Form parse(String encoded) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : encoded.split("&", MOST_FIELDS + 1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        fields.putIfAbsent(decoded(name), decoded(value));
      }
    }
    if (fields.size() > MOST_FIELDS) {
      throw Refused.badRequest("The form has too many fields.");
    }
    return new Form(fields);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      throw Refused.badRequest("The form cannot be read.");
    }
  }

  /** Empty when it is not there, or says nothing. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
  }

  /** As it was sent; empty text when it was not. */
  public String text(String name) {
    return fields.getOrDefault(name, "");
  }

  /**
   * @throws Refused when it is not there, or says nothing
   */
  public String need(String name) {
    return find(name).orElseThrow(() -> Refused.badRequest("“" + name + "” is missing."));
  }

  /** Whether a box was ticked. */
  public boolean has(String name) {
    return fields.containsKey(name);
  }

  /** Names only: values may be secret. */
  @Override
  public String toString() {
    return fields.keySet().toString();
  }
}
