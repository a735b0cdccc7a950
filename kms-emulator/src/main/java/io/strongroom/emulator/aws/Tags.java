package io.strongroom.emulator.aws;

import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsRefusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads and checks tags. */
final class Tags {

  static final int MAX_PER_KEY = 50;

  private static final int MAX_IN_REQUEST = 1000;

  private Tags() {}

  record Tag(String key, String value) {}

  /** Reads the member Tags; call {@link Members#check} before {@link #checked}. */
  static List<Tag> read(Members members) {
    return members.structures(
        "Tags",
        MAX_IN_REQUEST,
        tag -> new Tag(tag.requiredText("TagKey", 1, 128), tag.requiredText("TagValue", 0, 256)));
  }

  static Map<String, String> checked(List<Tag> tags) {
    Map<String, String> map = new LinkedHashMap<>();
    for (Tag tag : tags) {
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

  static void requireUnreserved(String key) {
    if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
      throw KmsRefusal.of(KmsError.TAG, "Tags beginning with aws: are reserved");
    }
  }
}
