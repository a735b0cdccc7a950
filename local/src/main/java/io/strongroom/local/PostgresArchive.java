package io.strongroom.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs as they travel on the class path: one {@code .txz} per platform, unpacked
 * once into a cache folder that later starts share. Stateless.
 */
final class PostgresArchive {
  /** The folder's name changes with the version, so that an upgrade never mixes files. */
  static final String VERSION = "18.6.0";

  private PostgresArchive() {}

  /**
   * Makes sure the programs are in the cache.
   *
   * @param cache the folder to keep them in; made if absent
   * @return the folder that holds {@code bin}, {@code lib} and {@code share}
   * @throws StartupException if this build carries no PostgreSQL for this platform
   * @throws IOException if unpacking fails; nothing half done stays under the final name
   */
  static Path unpack(Path cache) throws IOException {
    String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    Path home = cache.resolve("postgresql-" + VERSION + "-" + platform);
    if (Files.isDirectory(home)) {
      return home;
    }
    PrivateFiles.createDirectory(cache);
    try (FileChannel channel =
            FileChannel.open(
                cache.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && Files.notExists(home)) {
        Path partial = cache.resolve(home.getFileName() + ".partial");
        deleteRecursively(partial);
        unpack(platform, partial);
        Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return home;
  }

  /** The archive's name for an operating system and processor, in Java's names for both. */
  static String platform(String osName, String osArchitecture) {
    boolean arm = osArchitecture.equals("aarch64");
    return osName.toLowerCase(Locale.ROOT).startsWith("mac")
        ? "darwin-" + (arm ? "arm_64" : "x86_64")
        : "linux-" + (arm ? "arm_64" : "x86_64");
  }

  static void deleteRecursively(Path directory) throws IOException {
    if (Files.notExists(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static void unpack(String platform, Path target) throws IOException {
    String resource = "/postgres-" + platform + ".txz";
    try (InputStream archive = PostgresArchive.class.getResourceAsStream(resource)) {
      if (archive == null) {
        throw new StartupException(
            "This build carries no PostgreSQL for "
                + platform
                + "; give a database of your own with --database-url.");
      }
      TarArchiveInputStream tar =
          new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)));
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpackEntry(tar, entry, target);
      }
    }
  }

  private static void unpackEntry(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("the archive has an entry outside of its folder");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.resolveSibling(""));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    boolean executable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(executable ? "rwx------" : "rw-------"));
  }
}
