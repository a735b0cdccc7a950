package io.strongroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that holds everything a local server keeps, and the names of what is in it.
 *
 * <pre>
 * strongroom.lock       held by the running server
 * identity.properties   access keys (mode 0600)
 * endpoints.properties  where the running server listens (mode 0600)
 * secrets/              database passwords, root key and admin secret of the bundled KMS (modes
 *                       0700, 0600)
 * tls/                  local certificate authority, server certificate
 * postgres/             the embedded database
 * blobs/                sealed objects
 * logs/                 the database's log
 * </pre>
 *
 * @param root the absolute, normalised path of the folder
 */
public record DataDirectory(Path root) {

  public DataDirectory {
    root = root.toAbsolutePath().normalize();
  }

  /**
   * The folder used when none is given: {@code STRONGROOM_DATA}, else {@code .strongroom} in the
   * home folder, so that every command means the same folder wherever it is called from.
   */
  public static DataDirectory standard() {
    String configured = System.getenv("STRONGROOM_DATA");
    if (configured != null && !configured.isEmpty()) {
      return new DataDirectory(Path.of(configured));
    }
    return new DataDirectory(Path.of(System.getProperty("user.home"), ".strongroom"));
  }

  /**
   * Makes the folder and its parts.
   *
   * @throws StartupException if it holds something that is not Strongroom's, or cannot be written
   */
  public void create() {
    try {
      if (!Files.isDirectory(root)) {
        PrivateFiles.createDirectory(root);
      } else if (!isOurs()) {
        throw new StartupException(
            root
                + " is not empty and was not made by Strongroom; choose another folder with"
                + " --data.");
      }
      // First, as the mark of a folder that is ours, should the rest be interrupted.
      if (Files.notExists(lockFile())) {
        Files.createFile(lockFile());
      }
      for (Path part : List.of(secrets(), tls(), blobs(), logs())) {
        PrivateFiles.createDirectory(part);
      }
    } catch (IOException e) {
      throw new StartupException("Cannot write to the data folder " + root + ": " + reason(e), e);
    }
  }

  public Path lockFile() {
    return root.resolve("strongroom.lock");
  }

  public Path identityFile() {
    return root.resolve("identity.properties");
  }

  public Path endpointsFile() {
    return root.resolve("endpoints.properties");
  }

  public Path secrets() {
    return root.resolve("secrets");
  }

  /** What calls of the bundled KMS's admin API must show; see {@link AdminSecretFile}. */
  public Path adminSecretFile() {
    return secrets().resolve("kms-admin.secret");
  }

  public Path tls() {
    return root.resolve("tls");
  }

  public Path postgres() {
    return root.resolve("postgres");
  }

  public Path blobs() {
    return root.resolve("blobs");
  }

  public Path logs() {
    return root.resolve("logs");
  }

  private boolean isOurs() throws IOException {
    if (Files.exists(lockFile()) || Files.exists(identityFile())) {
      return true;
    }
    try (Stream<Path> entries = Files.list(root)) {
      // A fresh volume of its own has a lost+found.
      return entries.allMatch(entry -> entry.endsWith("lost+found"));
    }
  }

  /** What went wrong, in the words of the operating system where it gave any. */
  public static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
