package io.strongroom.crypto.vectors;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Bytes that are the same at every run: SHA-512 of a name, cut short. */
final class Seeds {

  private Seeds() {}

  static byte[] bytes(String name, int length) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-512").digest(name.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(hash, length);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
