package io.strongroom.runtime.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Files with access keys in them. */
public final class PrivateFile {

  private PrivateFile() {}

  /**
   * Where the file system knows owners, nobody else may do anything with the file.
   *
   * @throws IllegalStateException when somebody may
   * @throws IOException when it cannot be looked at
   */
  public static void require(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Set<PosixFilePermission> open = EnumSet.noneOf(PosixFilePermission.class);
    open.addAll(Files.getPosixFilePermissions(file));
    open.removeAll(
        Set.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE));
    if (!open.isEmpty()) {
      throw new IllegalStateException(
          "the credentials file " + file + " must be readable by its owner only (mode 0600)");
    }
  }
}
