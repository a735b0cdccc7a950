package io.strongroom.protocol.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Header fields in order, names compared without case. Immutable. */
public final class Headers {

  private static final Headers NONE = new Headers(List.of());

  private final List<Field> fields;

  private Headers(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  /** One field; {@code name} in lower case. */
  public record Field(String name, String value) {

    public Field {
      name = name.toLowerCase(Locale.ROOT);
    }
  }

  public static Headers none() {
    return NONE;
  }

  public static Headers of(List<Field> fields) {
    return new Headers(fields);
  }

  /** All fields, in order. */
  public List<Field> fields() {
    return fields;
  }

  /** The first value, without surrounding blanks. */
  public Optional<String> first(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(field -> field.value().strip())
        .findFirst();
  }

  /** Every value of {@code name}. */
  public List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }

  public boolean has(String name) {
    return first(name).isPresent();
  }

  /** A copy with one more field. */
  public Headers and(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new Headers(more);
  }

  public void forEach(BiConsumer<String, String> action) {
    fields.forEach(field -> action.accept(field.name(), field.value()));
  }

  /** Names only: values may be keys. */
  @Override
  public String toString() {
    return fields.stream().map(Field::name).toList().toString();
  }
}
