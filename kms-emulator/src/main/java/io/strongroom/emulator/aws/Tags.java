package io.strongroom.emulator.aws;

import io.strongroom.emulator.key.KeyTag;
import java.util.List;

/** Reads the member Tags. */
final class Tags {

  private static final int MAX_IN_REQUEST = 1000;

  private Tags() {}

  /** The tags; {@link Members#check} has to follow. */
  static List<KeyTag> read(Members members) {
    return members.structures(
        "Tags",
        MAX_IN_REQUEST,
        tag ->
            new KeyTag(tag.requiredText("TagKey", 1, 128), tag.requiredText("TagValue", 0, 256)));
  }
}
