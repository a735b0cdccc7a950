package io.strongroom.protocol.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Header fields in order, names compared without case. Immutable, but for the memory of {@link
 * #remembering()}. Thread-safe.
 */
public final class Headers {

  private static final Headers NONE = new Headers(List.of(), null);

  private final List<Field> fields;
  private final @Nullable Set<String> read;

  private Headers(List<Field> fields, @Nullable Set<String> read) {
    this.fields = List.copyOf(fields);
    this.read = read;
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
    return new Headers(fields, null);
  }

  /**
   * The same fields, remembering whose values were asked for: what is left in {@link #unread()} was
   * understood by nobody.
   */
  public Headers remembering() {
    return read == null ? new Headers(fields, ConcurrentHashMap.newKeySet()) : this;
  }

  /** All fields, in order. To look at them like this is not to read them. */
  public List<Field> fields() {
    return fields;
  }

  /**
   * The value, without surrounding blanks. Several lines are one value with commas between (RFC
   * 9110 §5.3). Signatures cover it like that, so no line can be dropped or split off unnoticed.
   */
  public Optional<String> first(String name) {
    markRead(name);
    String joined = null;
    // Each request asks for dozens of names: a stream for each costs more than all else here.
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        String value = field.value().strip();
        joined = joined == null ? value : joined + "," + value;
      }
    }
    return Optional.ofNullable(joined);
  }

  /** The value of every line of {@code name}. */
  public List<String> all(String name) {
    markRead(name);
    List<String> values = new ArrayList<>();
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        values.add(field.value());
      }
    }
    return List.copyOf(values);
  }

  /** Every field whose name begins with {@code prefix}, which is in lower case. */
  public List<Field> withPrefix(String prefix) {
    List<Field> found = fields.stream().filter(field -> field.name().startsWith(prefix)).toList();
    found.forEach(field -> markRead(field.name()));
    return found;
  }

  /** Whether the header was sent. Its value counts as unread. */
  public boolean has(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  /** Says that somebody else understood these headers, or that they need no understanding. */
  public void markRead(String... names) {
    if (read != null) {
      for (String name : names) {
        read.add(name.toLowerCase(Locale.ROOT));
      }
    }
  }

  /** Names whose values nobody asked for, in order; empty for headers that do not remember. */
  public List<String> unread() {
    Set<String> known = asked();
    return read == null
        ? List.of()
        : fields.stream()
            .map(Field::name)
            .filter(name -> !known.contains(name))
            .distinct()
            .toList();
  }

  /** Names that somebody asked for, sent or not. */
  Set<String> asked() {
    return read == null ? Set.of() : Set.copyOf(read);
  }

  /** A copy with one more field, and the same memory. */
  public Headers and(String name, String value) {
    List<Field> more = new ArrayList<>(fields);
    more.add(new Field(name, value));
    return new Headers(more, read);
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
