package io.strongroom.storage.blob;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where each blob's file is: {@code root/ab/cd/<uuid>}, named by the id's first four digits, so
 * that no folder grows large; files in the making are in {@code root/tmp}. Thread-safe.
 */
final class BlobFolder {

  static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final String TWO_DIGITS = "[0-9a-f][0-9a-f]";

  private final Path root;
  private final Path unfinished;

  /** Folders whose own entry is known to be on disk. */
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  BlobFolder(Path root) throws IOException {
    this.root = root.toAbsolutePath();
    this.unfinished = this.root.resolve("tmp");
    Files.createDirectories(this.root, PRIVATE_FOLDER);
    createDurably(unfinished);
  }

  boolean isWritable() {
    return Files.isWritable(unfinished);
  }

  /** A blob's place. */
  Path file(UUID id) {
    String name = id.toString();
    return root.resolve(name.substring(0, 2)).resolve(name.substring(2, 4)).resolve(name);
  }

  /** A new name for a blob in the making, on the same file system. */
  Path unfinished(UUID id) {
    return unfinished.resolve(id + "." + UUID.randomUUID());
  }

  /** Makes the folders above {@code file}; returns once they survive a power cut. */
  void prepareFor(Path file) throws IOException {
    Path folder = above(file);
    createDurably(above(folder));
    createDurably(folder);
  }

  private void createDurably(Path folder) throws IOException {
    if (durable.contains(folder)) {
      return;
    }
    try {
      Files.createDirectory(folder, PRIVATE_FOLDER);
    } catch (FileAlreadyExistsException e) {
      // Perhaps made a moment ago by somebody who has yet to synchronise it: do so in any case.
    }
    synchronize(above(folder));
    durable.add(folder);
  }

  /** Brings a folder's entries to the disk: a rename is not durable before. */
  static void synchronize(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static Path above(Path path) {
    return Objects.requireNonNull(path.getParent());
  }

  /** Removes files in the making that nobody has written to since {@code time}. */
  void removeUnfinished(Instant time) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(unfinished)) {
      for (Path file : files) {
        if (isUntouchedSince(file, time)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** The folders that hold blobs. */
  List<Path> leaves() throws IOException {
    List<Path> leaves = new ArrayList<>();
    try (DirectoryStream<Path> upper = Files.newDirectoryStream(root, TWO_DIGITS)) {
      for (Path folder : upper) {
        try (DirectoryStream<Path> lower = Files.newDirectoryStream(folder, TWO_DIGITS)) {
          lower.forEach(leaves::add);
        }
      }
    }
    return leaves;
  }

  /** Blobs of one folder that were written before {@code time}. Foreign files are left alone. */
  static List<UUID> writtenBefore(Path leaf, Instant time) throws IOException {
    List<UUID> ids = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(leaf)) {
      for (Path file : files) {
        Optional<UUID> id = idOf(file);
        if (id.isPresent() && isUntouchedSince(file, time)) {
          ids.add(id.get());
        }
      }
    }
    return ids;
  }

  private static Optional<UUID> idOf(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      return Optional.of(UUID.fromString(name)).filter(id -> id.toString().equals(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isUntouchedSince(Path file, Instant time) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(time);
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
