package io.strongroom.emulator.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;

/** A secret text in a file, for example a PIN. */
public final class PrivateText {

  private static final int MAX_SIZE_IN_BYTES = 1024;

  private PrivateText() {}

  /**
   * The file's first line, which the caller zeroes.
   *
   * @throws IllegalStateException when group or others have a right on the file, or it is too long
   */
  public static char[] read(Path file) {
    try {
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      boolean own =
          Set.of(
                  PosixFilePermission.OWNER_READ,
                  PosixFilePermission.OWNER_WRITE,
                  PosixFilePermission.OWNER_EXECUTE)
              .containsAll(permissions);
      if (!own || Files.size(file) > MAX_SIZE_IN_BYTES) {
        throw new IllegalStateException(file + " is open to others, or no PIN; make it mode 0600");
      }
      byte[] bytes = Files.readAllBytes(file);
      CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
      Arrays.fill(bytes, (byte) 0);
      int length = 0;
      while (length < text.length() && text.charAt(length) != '\n' && text.charAt(length) != '\r') {
        length++;
      }
      char[] secret = new char[length];
      text.get(secret);
      Arrays.fill(text.array(), '\0');
      return secret;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
