package io.strongroom.emulator.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.secret.SecretBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRootKeyTest {

  private static final byte[] AAD = {1};

  @TempDir Path folder;

  @Test
  void openOrCreate_firstTime_makesPrivateFileAndNothingElse() throws IOException {
    Path file = folder.resolve("keys/root.key");

    FileRootKey.openOrCreate(file).close();

    assertThat(file).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void openOrCreate_readableByGroup_refused() throws IOException {
    Path file = folder.resolve("root.key");
    FileRootKey.openOrCreate(file).close();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> FileRootKey.openOrCreate(file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("0600");
  }

  @Test
  void openOrCreate_cutFile_refused() throws IOException {
    Path file = folder.resolve("root.key");
    FileRootKey.openOrCreate(file).close();
    Files.write(file, new byte[31]);

    assertThatThrownBy(() -> FileRootKey.openOrCreate(file))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void unwrap_afterReopening_givesTheMaterial() {
    Path file = folder.resolve("root.key");
    byte[] wrapped;
    try (FileRootKey root = FileRootKey.openOrCreate(file)) {
      wrapped = root.wrap(new byte[] {1, 2, 3}, AAD);
    }
    try (FileRootKey root = FileRootKey.openOrCreate(file);
        SecretBytes material = root.unwrap(wrapped, AAD)) {
      assertThat(material.<byte[]>use(byte[]::clone)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void unwrap_otherBinding_rejected() {
    try (FileRootKey root = FileRootKey.openOrCreate(folder.resolve("root.key"))) {
      byte[] wrapped = root.wrap(new byte[] {1, 2, 3}, AAD);

      assertThatThrownBy(() -> root.unwrap(wrapped, new byte[] {2}))
          .isInstanceOf(CiphertextRejected.class);
    }
  }

  @Test
  void unwrap_otherRoot_rejected() {
    try (FileRootKey one = FileRootKey.openOrCreate(folder.resolve("one"));
        FileRootKey other = FileRootKey.openOrCreate(folder.resolve("other"))) {
      byte[] wrapped = one.wrap(new byte[] {1, 2, 3}, AAD);

      assertThatThrownBy(() -> other.unwrap(wrapped, AAD)).isInstanceOf(CiphertextRejected.class);
    }
  }
}
