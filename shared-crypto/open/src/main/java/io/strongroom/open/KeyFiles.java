package io.strongroom.open;

import io.strongroom.crypto.secret.SecretBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Reads a key of a known length from a file. The length decides what the file holds: as many bytes
 * as the key has are the key itself, even if they look like text; otherwise, without white space
 * around, twice as many hexadecimal digits are hexadecimal, and anything else is Base64. No file
 * can be read in two ways: 32 hexadecimal digits are a key of 32 bytes for whoever needs one, and
 * the text of a key for whoever needs 16.
 */
final class KeyFiles {

  private static final int MAX_BYTES = 1024;

  private KeyFiles() {}

  /**
   * The key, which the caller closes.
   *
   * @param length in bytes, of the key
   */
  static SecretBytes read(Path file, int length) {
    byte[] content = {};
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(MAX_BYTES + 1);
      byte[] key = content.length == length ? content.clone() : fromText(content, length);
      if (key.length == length) {
        return SecretBytes.adopt(key);
      }
      Arrays.fill(key, (byte) 0);
    } catch (IllegalArgumentException e) {
      // Answered below, without the content.
    } catch (IOException e) {
      throw new NotOpened(
          "the key %s cannot be read (%s): give a file that you may read"
              .formatted(file, Sentences.why(e)));
    } finally {
      Arrays.fill(content, (byte) 0);
    }
    throw new NotOpened(
        "%s holds no key of %d bytes: give a file with these bytes alone, or %d hexadecimal digits, or Base64"
            .formatted(file, length, 2 * length));
  }

  private static byte[] fromText(byte[] content, int length) {
    int start = 0;
    int end = content.length;
    while (start < end && Character.isWhitespace(content[start])) {
      start++;
    }
    while (start < end && Character.isWhitespace(content[end - 1])) {
      end--;
    }
    return end - start == 2 * length
        ? fromHex(content, start, end)
        : fromBase64(Arrays.copyOfRange(content, start, end));
  }

  private static byte[] fromHex(byte[] content, int start, int end) {
    char[] digits = new char[end - start];
    try {
      for (int i = 0; i < digits.length; i++) {
        digits[i] = (char) (content[start + i] & 0xFF);
      }
      return HexFormat.of().parseHex(digits, 0, digits.length);
    } finally {
      Arrays.fill(digits, '\0');
    }
  }

  private static byte[] fromBase64(byte[] text) {
    try {
      return Base64.getDecoder().decode(text);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }
}
