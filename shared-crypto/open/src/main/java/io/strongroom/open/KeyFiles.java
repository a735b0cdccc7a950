package io.strongroom.open;

import io.strongroom.crypto.secret.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Reads keys of 16 or 32 bytes, raw or as text. */
final class KeyFiles {

  private static final int MAX_BYTES = 1024;

  private KeyFiles() {}

  static SecretBytes read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new UsageException(file + " is too long for a key");
    }
    byte[] content = Files.readAllBytes(file);
    byte[] key = isKey(content) ? content.clone() : fromText(file, content);
    Arrays.fill(content, (byte) 0);
    return SecretBytes.adopt(key);
  }

  private static byte[] fromText(Path file, byte[] content) {
    // Not zeroed, being a string: the process ends when the object is open.
    String text = new String(content, StandardCharsets.ISO_8859_1).strip();
    try {
      byte[] key =
          text.length() == 32 || text.length() == 64
              ? HexFormat.of().parseHex(text)
              : Base64.getDecoder().decode(text);
      if (isKey(key)) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // Answered below, without the content.
    }
    throw new UsageException(file + " holds no key of 16 or 32 bytes");
  }

  private static boolean isKey(byte[] bytes) {
    return bytes.length == 16 || bytes.length == 32;
  }
}
