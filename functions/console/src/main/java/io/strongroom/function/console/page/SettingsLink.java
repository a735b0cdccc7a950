package io.strongroom.function.console.page;

import io.strongroom.function.console.visit.WireNames;

/** Where a bucket's settings are. */
final class SettingsLink {

  static final String PATH = "/bucket";

  private SettingsLink() {}

  static String of(String bucket) {
    return WireNames.link(PATH, "bucket", bucket);
  }
}
