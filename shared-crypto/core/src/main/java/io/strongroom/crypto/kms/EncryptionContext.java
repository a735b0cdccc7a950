package io.strongroom.crypto.kms;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Non-secret pairs bound to a wrapped key as additional authenticated data: case-sensitive, without
 * order.
 *
 * @param pairs copied; iteration is in the natural order of the keys
 */
public record EncryptionContext(Map<String, String> pairs) {

  private static final EncryptionContext EMPTY = new EncryptionContext(Map.of());

  public EncryptionContext {
    TreeMap<String, String> sorted = new TreeMap<>();
    pairs.forEach(
        (name, value) ->
            sorted.put(
                Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value")));
    pairs = java.util.Collections.unmodifiableMap(sorted);
  }

  /** The context without pairs. */
  public static EncryptionContext empty() {
    return EMPTY;
  }

  /** This context with one pair set. */
  public EncryptionContext with(String name, String value) {
    TreeMap<String, String> more = new TreeMap<>(pairs);
    more.put(name, value);
    return new EncryptionContext(more);
  }
}
