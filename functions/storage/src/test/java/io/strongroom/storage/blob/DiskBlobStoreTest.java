package io.strongroom.storage.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.BlobStore;
import io.strongroom.domain.port.Stretch;
import io.strongroom.domain.testing.LocalBlobStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskBlobStoreTest extends LocalBlobStoreContract {

  @TempDir Path folder;

  private final UUID id = UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001");
  private Path root;
  private DiskBlobStore store;

  @BeforeEach
  void open() {
    root = folder.resolve("blobs");
    store = new DiskBlobStore(root);
  }

  @Override
  protected BlobStore blobs() {
    return store;
  }

  private void write(UUID blob) {
    try (BlobStore.Writer writer = store.create(blob, OptionalLong.empty())) {
      writer.write(new byte[100], 0, 100);
      writer.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> root.relativize(path).toString())
          .toList();
    }
  }

  @Test
  void commit_fansOutByTheFirstDigits() throws IOException {
    write(id);
    assertThat(files()).containsExactly("0a/1b/" + id);
  }

  @Test
  void commit_onlyTheOwnerMayLook() throws IOException {
    write(id);
    try (Stream<Path> paths = Files.walk(root)) {
      assertThat(paths)
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
  }

  @Test
  void write_beforeCommit_isOnlyInTmp() throws IOException {
    try (BlobStore.Writer writer = store.create(id, OptionalLong.empty())) {
      writer.write(new byte[1_000_000], 0, 1_000_000);
      assertThat(files()).singleElement().asString().startsWith("tmp/" + id);
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void start_afterACrash_removesOnlyWhatIsOld() throws IOException {
    Path old = Files.writeString(root.resolve("tmp/" + id + ".1"), "half");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    Path fresh = Files.writeString(root.resolve("tmp/" + id + ".2"), "half");
    assertThatThrownBy(() -> new DiskBlobStore(root).open(id, Stretch.all(100)))
        .isInstanceOf(IOException.class);
    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void start_folderOfThisProcessAlone_removesAllThatIsUnfinished() throws IOException {
    Path fresh = Files.writeString(root.resolve("tmp/" + id + ".2"), "half");
    assertThatThrownBy(() -> DiskBlobStore.exclusive(root).open(id, Stretch.all(100)))
        .isInstanceOf(IOException.class);
    assertThat(fresh).doesNotExist();
  }

  @Test
  void open_aPipeInItsPlace_refusedAsDamage() throws Exception {
    write(id);
    Path blob = onlyBlob();
    Files.delete(blob);
    assertThat(new ProcessBuilder("mkfifo", blob.toString()).start().waitFor()).isZero();
    assertDamaged();
  }

  @Test
  void open_aDeviceInItsPlace_refusedAsDamage() throws IOException {
    write(id);
    Path blob = onlyBlob();
    Files.delete(blob);
    Files.createSymbolicLink(blob, Path.of("/dev/zero"));
    assertDamaged();
  }

  private Path onlyBlob() throws IOException {
    try (var all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  private void assertDamaged() {
    assertThatThrownBy(() -> new DiskBlobStore(root).open(id, Stretch.all(100)))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e -> assertThat(e.error()).isInstanceOf(RequestError.ObjectDamaged.class));
  }

  @Test
  void commit_folderCannotBeMade_unavailableAndNothingLeft() throws IOException {
    Files.writeString(root.resolve("0a"), "a file where a folder should be");
    assertThatThrownBy(() -> write(id))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e ->
                assertThat(e.error()).isEqualTo(new RequestError.StorageUnavailable("blob store")));
    assertThat(files()).containsExactly("0a");
  }

  @Test
  void write_diskFull_unavailableAndNothingLeft() throws IOException {
    // Every write to this device fails as on a full disk.
    Path full = Path.of("/dev/full");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full));
    DiskBlobWriter writer =
        new DiskBlobWriter(
            Files.writeString(root.resolve("tmp/x"), "half"),
            java.nio.channels.FileChannel.open(full, java.nio.file.StandardOpenOption.WRITE),
            () -> full);
    assertThatThrownBy(() -> writer.write(new byte[10], 0, 10))
        .isInstanceOfSatisfying(
            ObjectStoreException.class,
            e -> assertThat(e.error()).isInstanceOf(RequestError.StorageUnavailable.class));
    writer.close();
    assertThat(files()).isEmpty();
  }

  @Test
  void open_rootIsAFile_saysSo() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> new DiskBlobStore(file)).isInstanceOf(UncheckedIOException.class);
  }
}
