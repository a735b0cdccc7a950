package io.strongroom.emulator.crypto;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.secret.SecretBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * A root key in a file: 32 random bytes, mode 0600, made at first start. Wraps with AES-256-GCM.
 */
public final class FileRootKey implements RootKey {

  private static final int SIZE_IN_BYTES = 32;
  private static final String PURPOSE = "strongroom-kms/v1/root";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final SecretBytes key;

  private FileRootKey(SecretBytes key) {
    this.key = key;
  }

  /**
   * Reads the key, or makes it when the file does not exist.
   *
   * @throws IllegalStateException when anyone but the owner may read the file, or it is not 32
   *     bytes
   */
  public static FileRootKey openOrCreate(Path file) {
    try {
      if (!Files.exists(file)) {
        create(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the root key file " + file, e);
    }
    return open(file);
  }

  /**
   * Reads the key of a file that exists.
   *
   * @throws IllegalStateException as {@link #openOrCreate}
   */
  public static FileRootKey open(Path file) {
    try {
      refuseIfShared(file);
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length != SIZE_IN_BYTES) {
        throw new IllegalStateException("root key file " + file + " is not 32 bytes long");
      }
      return new FileRootKey(SecretBytes.adopt(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use the root key file " + file, e);
    }
  }

  // Written under another name, synced, then linked: the final name never shows a partial key, and
  // of two processes that start together one wins and both read the winner's key.
  private static void create(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path fresh = Files.createTempFile(folder, ".root-key", ".new", attributes());
    try (SecretBytes secret = SecretBytes.random(SIZE_IN_BYTES)) {
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = secret.use(ByteBuffer::wrap);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.createLink(file, fresh);
      syncFolder(folder);
    } catch (FileAlreadyExistsException e) {
      // The other process was first; its key is the one to read.
    } finally {
      Files.delete(fresh);
    }
  }

  private static java.nio.file.attribute.FileAttribute<?> attributes() {
    return PosixFilePermissions.asFileAttribute(OWNER_ONLY);
  }

  private static void syncFolder(@org.jspecify.annotations.Nullable Path folder)
      throws IOException {
    if (folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static void refuseIfShared(Path file) throws IOException {
    for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
      if (!OWNER_ONLY.contains(permission)) {
        throw new IllegalStateException(
            "root key file " + file + " is open to others; make it mode 0600");
      }
    }
  }

  @Override
  public boolean isRemote() {
    return false;
  }

  @Override
  public byte[] wrap(byte[] material, byte[] aad) {
    return MessageSeal.seal(Suite.AES_256_GCM, key, PURPOSE, material, aad);
  }

  @Override
  public SecretBytes unwrap(byte[] wrapped, byte[] aad) {
    return SecretBytes.adopt(MessageSeal.open(Suite.AES_256_GCM, key, PURPOSE, wrapped, aad));
  }

  @Override
  public void close() {
    key.close();
  }
}
