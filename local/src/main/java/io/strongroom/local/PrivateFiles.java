package io.strongroom.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Files and folders that only their owner may read.
 *
 * <p>A file appears under its name complete and on disk, or not at all: it is written beside its
 * place, forced to disk and renamed. Stateless.
 */
public final class PrivateFiles {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);
  private static final long MAXIMUM_SIZE_IN_BYTES = 64 * 1024L;

  private PrivateFiles() {}

  /** Makes the folder (mode 0700) and its parents, or tightens the mode of one that exists. */
  public static void createDirectory(Path directory) throws IOException {
    Files.createDirectories(directory, mode("rwx------"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
  }

  /** Writes the text with mode 0600, replacing what was there. */
  public static void write(Path file, String text) throws IOException {
    replace(file, text, "rw-------");
  }

  /** Writes the text with mode 0644, replacing what was there: for certificates. */
  public static void writePublic(Path file, String text) throws IOException {
    replace(file, text, "rw-r--r--");
  }

  /**
   * Reads a small secret file.
   *
   * @throws StartupException if group or others have any right on it, or it is larger than 64 KiB
   */
  public static String read(Path file) throws IOException {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    permissions.addAll(Files.getPosixFilePermissions(file));
    permissions.retainAll(OTHERS);
    if (!permissions.isEmpty()) {
      throw new StartupException(
          file + " holds secrets and is open to other users; run: chmod 600 '" + file + "'");
    }
    if (Files.size(file) > MAXIMUM_SIZE_IN_BYTES) {
      throw new StartupException(file + " is too large to be what Strongroom wrote there.");
    }
    return Files.readString(file);
  }

  /** Forces the entries of a folder to disk, so that a rename in it survives a power cut. */
  static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void replace(Path file, String text, String mode) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            mode(mode))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      // The mode given at creation is narrowed by the umask; certificates are meant to be read.
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString(mode));
      channel.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    forceDirectory(file.toAbsolutePath().resolveSibling(""));
  }

  private static FileAttribute<?> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
