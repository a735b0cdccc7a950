package io.strongroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The secret of the bundled KMS's admin API, in a file of mode 0600 in the data folder: whoever can
 * read that folder may use the API. Stateless.
 */
public final class AdminSecretFile {

  /** The header that carries the secret. */
  public static final String HEADER = "X-Strongroom-Admin-Secret";

  private AdminSecretFile() {}

  /**
   * Reads the secret, or makes it where there is no file.
   *
   * @throws StartupException if the file is open to other users, is empty, or cannot be written
   */
  public static String readOrCreate(Path file) {
    try {
      if (Files.notExists(file)) {
        PrivateFiles.createDirectory(file.toAbsolutePath().normalize().resolveSibling(""));
        PrivateFiles.write(file, new RandomText(new SecureRandom()).secret() + "\n");
      }
      return read(file);
    } catch (IOException e) {
      throw new StartupException(
          "Cannot read the admin secret " + file + ": " + DataDirectory.reason(e), e);
    }
  }

  /**
   * Reads the secret of a server that was started before.
   *
   * @throws StartupException if the file is open to other users or empty
   * @throws IOException if it cannot be read
   */
  public static String read(Path file) throws IOException {
    String secret = PrivateFiles.read(file).strip();
    if (secret.isEmpty()) {
      throw new StartupException(file + " is empty; remove it, and the next start makes it.");
    }
    return secret;
  }
}
