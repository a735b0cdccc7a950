package io.strongroom.protocol.http.form;

import io.strongroom.protocol.http.HeaderText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The fields before the file, in order. Names are compared without case and kept in lower case;
 * values are bytes, one char each, as those of headers. Not thread-safe.
 */
final class FormFields {

  private final Map<String, String> fields = new LinkedHashMap<>();

  /**
   * @throws io.strongroom.domain.name.ObjectStoreException MalformedForm for a name that is there
   *     already: its two readers could take different values
   */
  void add(String name, String value) {
    if (fields.putIfAbsent(name.toLowerCase(Locale.ROOT), value) != null) {
      throw MultipartReader.malformed();
    }
  }

  void replace(String name, String value) {
    fields.put(name, value);
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** What the value means. */
  Optional<String> text(String name) {
    return find(name).map(HeaderText::decode);
  }

  Map<String, String> all() {
    return fields;
  }
}
