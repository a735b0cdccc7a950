package io.strongroom.open;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * Where the plaintext goes: a new file beside the one wanted, under a name nobody else uses, for
 * its owner only where the file system can say so. It gets its name when it is whole and on the
 * disk; until then closing it, or the end of the process, removes it. An existing file is never
 * replaced. Not thread-safe.
 */
final class OutFile implements AutoCloseable {

  private final Path file;
  private final Path unfinished;
  private final FileChannel channel;
  private final OutputStream stream;
  private final Thread atExit = new Thread(this::removeQuietly, "remove unfinished plaintext");
  private boolean published;

  private OutFile(Path file, Path unfinished, FileChannel channel) {
    this.file = file;
    this.unfinished = unfinished;
    this.channel = channel;
    this.stream = new BufferedOutputStream(Channels.newOutputStream(channel));
  }

  /**
   * Makes the unfinished file.
   *
   * @throws IOException when there cannot be one in the folder of {@code file}
   */
  static OutFile create(Path file) throws IOException {
    Path unfinished =
        Files.createTempFile(folderOf(file), ".strongroom-", ".partial", ownerOnly(file));
    try {
      FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE);
      OutFile out = new OutFile(file, unfinished, channel);
      Runtime.getRuntime().addShutdownHook(out.atExit);
      return out;
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
  }

  /**
   * Whether something, if only a link, has that name.
   *
   * @throws IOException when nothing can have it, or it cannot be told
   */
  static boolean exists(Path file) throws IOException {
    try {
      Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  OutputStream stream() {
    return stream;
  }

  /** Gives the file its name, once its bytes are on the disk. */
  void publish() throws IOException {
    stream.flush();
    channel.force(true);
    channel.close();
    if (exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    published = true;
    synchronize(folderOf(file));
  }

  private static void synchronize(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every system has this for folders. The file is whole under either name.
    }
  }

  /** Removes the file unless it was published. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // What was written is not wanted any more, or on the disk already.
    }
    try {
      if (!published) {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new NotOpened(
          "%s cannot be removed (%s): remove it, it holds plaintext"
              .formatted(unfinished, Sentences.why(e)));
    } finally {
      forgetExit();
    }
  }

  private void forgetExit() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs, and finds nothing to do.
    }
  }

  private void removeQuietly() {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      // Nobody is left to tell.
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
