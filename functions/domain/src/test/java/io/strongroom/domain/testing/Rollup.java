package io.strongroom.domain.testing;

import java.util.Optional;

/** Prefix and delimiter of a listing, in the plainest form. */
record Rollup(String prefix, Optional<String> delimiter) {

  /** What {@code key} is rolled into; empty when it stands for itself. */
  Optional<String> commonPrefix(String key) {
    return delimiter
        .filter(d -> !d.isEmpty() && key.startsWith(prefix))
        .filter(d -> key.indexOf(d, prefix.length()) >= 0)
        .map(d -> key.substring(0, key.indexOf(d, prefix.length()) + d.length()));
  }

  /** Whether {@code key} is not of this listing, or not after {@code after}. */
  boolean skips(String key, String after) {
    boolean behind = Bytewise.ORDER.compare(key, after) <= 0;
    boolean inSkippedPrefix = commonPrefix(after).filter(key::startsWith).isPresent();
    return !key.startsWith(prefix) || behind || inSkippedPrefix;
  }
}
