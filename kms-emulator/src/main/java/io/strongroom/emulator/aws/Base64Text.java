package io.strongroom.emulator.aws;

import java.util.Base64;

/** Binary members of replies. */
final class Base64Text {

  private Base64Text() {}

  static String of(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
