package io.strongroom.emulator.operation;

import io.strongroom.emulator.key.KeyTag;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What tags may be.
 *
 * <p>Source: AWS KMS developer guide, "Tags in AWS KMS".
 */
public final class KeyTagRules {

  private static final int MAX_PER_KEY = 50;

  private KeyTagRules() {}

  /**
   * Tags by name.
   *
   * @throws KmsRefusal {@code TAG} for names that are given twice or reserved, or too many
   */
  public static Map<String, String> checked(List<KeyTag> tags) {
    Map<String, String> map = new LinkedHashMap<>();
    for (KeyTag tag : tags) {
      requireUnreserved(tag.key());
      if (map.put(tag.key(), tag.value()) != null) {
        throw KmsRefusal.of(KmsError.TAG, "Duplicate tag keys");
      }
    }
    if (map.size() > MAX_PER_KEY) {
      throw KmsRefusal.of(KmsError.TAG, "Too many tags");
    }
    return map;
  }

  static void requireUnreserved(String name) {
    if (name.toLowerCase(Locale.ROOT).startsWith("aws:")) {
      throw KmsRefusal.of(KmsError.TAG, "Tags beginning with aws: are reserved");
    }
  }
}
