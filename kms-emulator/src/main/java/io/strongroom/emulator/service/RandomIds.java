package io.strongroom.emulator.service;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Random names. */
final class RandomIds {

  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomIds() {}

  static String hex(int sizeInBytes) {
    byte[] bytes = new byte[sizeInBytes];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
