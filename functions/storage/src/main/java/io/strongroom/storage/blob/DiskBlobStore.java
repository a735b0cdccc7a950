package io.strongroom.storage.blob;

import io.strongroom.crypto.segment.SealedInput;
import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Stretch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Blobs as files under one folder, which several processes may share.
 *
 * <p>A blob is written beside its place, brought to the disk, then renamed: whoever finds a file
 * finds all of it. Files and folders are for the owner of the process only. Needs a POSIX file
 * system. Thread-safe; every method blocks.
 *
 * <p>A disk that is full or fails is reported as {@link
 * io.strongroom.domain.name.RequestError.StorageUnavailable}.
 */
public final class DiskBlobStore implements BlobStore, BlobInventory {

  /** Far longer than any upload pauses: another process may be writing the file. */
  private static final Duration STALE_AFTER = Duration.ofDays(1);

  private final BlobFolder folder;

  /**
   * A folder that other processes may use as well: what crashed ones left unfinished goes when it
   * is a day old.
   *
   * @throws UncheckedIOException when the folder cannot be used
   */
  public DiskBlobStore(Path root) {
    this(root, Instant.now().minus(STALE_AFTER));
  }

  /**
   * The folder of this process alone, which holds a lock that says so: whatever is unfinished in it
   * was left by a crash, and goes at once.
   *
   * @throws UncheckedIOException when the folder cannot be used
   */
  public static DiskBlobStore exclusive(Path root) {
    return new DiskBlobStore(root, Instant.MAX);
  }

  private DiskBlobStore(Path root, Instant unfinishedBefore) {
    try {
      folder = new BlobFolder(root);
      folder.removeUnfinished(unfinishedBefore);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the blob folder " + root, e);
    }
  }

  @Override
  public Writer create(UUID id, OptionalLong sealedLength) {
    return DiskCall.attempt(
        "create a blob",
        () -> {
          Path unfinished = folder.unfinished(id);
          FileChannel channel =
              FileChannel.open(
                  unfinished,
                  Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                  BlobFolder.PRIVATE_FILE);
          return new DiskBlobWriter(unfinished, channel, () -> publish(unfinished, id));
        });
  }

  /** Gives a finished file its name, durably. */
  private Path publish(Path finished, UUID id) throws IOException {
    Path file = folder.file(id);
    folder.prepareFor(file);
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(id.toString());
    }
    Files.move(finished, file, StandardCopyOption.ATOMIC_MOVE);
    try {
      BlobFolder.synchronize(BlobFolder.above(file));
    } catch (IOException e) {
      // This commit fails, so nobody will ever refer to the file.
      Files.deleteIfExists(file);
      throw e;
    }
    return file;
  }

  @Override
  public SealedInput open(UUID id, Stretch stretch) throws NoSuchFileException {
    try {
      FileChannel channel = openRegular(id);
      try {
        return new DiskBlobInput(channel, channel.size());
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw DiskCall.unavailable("open a blob", e);
    }
  }

  /** A pipe in a blob's place would never open, and a device is no blob either. */
  private FileChannel openRegular(UUID id) throws IOException {
    Path file = folder.file(id);
    if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isRegularFile()) {
      throw new ObjectStoreException(
          new RequestError.ObjectDamaged(Damage.of("a blob's path is no regular file").in(id)));
    }
    return FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void delete(UUID id) {
    DiskCall.attempt("delete a blob", () -> Files.deleteIfExists(folder.file(id)));
  }

  /** Whether the folder is there and may be written to. */
  public boolean folderIsUsable() {
    return folder.isWritable();
  }

  @Override
  public void removeUnfinished(Instant before) throws IOException {
    folder.removeUnfinished(before);
  }

  @Override
  public List<String> places() throws IOException {
    return folder.leaves().stream().map(Path::toString).toList();
  }

  /** A folder at a time: each holds one blob of 65,536. */
  @Override
  public Page page(String place, Optional<String> after, Instant before) throws IOException {
    return new Page(BlobFolder.writtenBefore(Path.of(place), before), Optional.empty());
  }

  @Override
  public OptionalLong length(UUID id) {
    return DiskCall.attempt(
        "look at a blob",
        () -> {
          try {
            return OptionalLong.of(Files.size(folder.file(id)));
          } catch (NoSuchFileException absent) {
            return OptionalLong.empty();
          }
        });
  }

  /** For tests of this package. */
  BlobFolder folder() {
    return folder;
  }
}
