package io.strongroom.kms.local;

import io.strongroom.kms.provider.WrapService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A ring read from a file that only its owner may read. A changed file is noticed within about a
 * second of the next call; one that cannot be read any more leaves the last good ring in force.
 * Thread-safe.
 */
public final class KeyFile implements AutoCloseable {

  private static final Set<PosixFilePermission> TOO_OPEN =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);
  private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int GRACE_IN_SECONDS = 10;

  private final Path path;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile KeyRing ring;
  private volatile FileTime readFrom;
  private volatile boolean unreadable;
  private volatile long lookedAt = System.nanoTime();

  private KeyFile(Path path) throws IOException {
    this.path = path;
    this.readFrom = Files.getLastModifiedTime(path);
    this.ring = read(path);
  }

  /**
   * Reads the file now, once; blocks.
   *
   * @throws UncheckedIOException when it cannot be read
   * @throws IllegalArgumentException when others may read it, or it is wrong
   */
  public static KeyFile open(Path path) {
    try {
      return new KeyFile(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Wraps under the keys of this file, and closes it when it is closed. */
  public WrapService wrapper() {
    return new RingWrapper(
        name -> CompletableFuture.completedFuture(current()), this::trouble, this::close);
  }

  private Optional<String> trouble() {
    return unreadable
        ? Optional.of("the key file cannot be read; the keys it held last are used")
        : Optional.empty();
  }

  private KeyRing current() {
    boolean due = System.nanoTime() - lookedAt > LOOK_EVERY_NANOS;
    if (due && looking.compareAndSet(false, true)) {
      Thread.startVirtualThread(this::look);
    }
    return ring;
  }

  private void look() {
    try {
      reload();
      unreadable = false;
    } catch (IOException | IllegalArgumentException e) {
      // Half-written or gone: the next look decides. The ring in force stays.
      unreadable = true;
    } finally {
      lookedAt = System.nanoTime();
      looking.set(false);
    }
  }

  /** Reads the file again if it has changed; blocks. */
  synchronized void reload() throws IOException {
    FileTime changed = Files.getLastModifiedTime(path);
    if (changed.equals(readFrom)) {
      return;
    }
    KeyRing fresh = read(path);
    KeyRing old = ring;
    ring = fresh;
    readFrom = changed;
    // Calls under way may still be using the old keys.
    CompletableFuture.delayedExecutor(GRACE_IN_SECONDS, TimeUnit.SECONDS).execute(old::close);
  }

  private static KeyRing read(Path path) throws IOException {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix && Files.getPosixFilePermissions(path).stream().anyMatch(TOO_OPEN::contains)) {
      throw new IllegalArgumentException("the key file may be read or written by others: " + path);
    }
    byte[] text = Files.readAllBytes(path);
    try {
      return KeyRing.parse(text);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  @Override
  public void close() {
    ring.close();
  }
}
