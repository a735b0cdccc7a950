package io.strongroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateFilesTest {
  @TempDir Path folder;

  static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void write_existingOpenFile_isReplacedByAPrivateOne() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    PrivateFiles.write(file, "new");

    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(PrivateFiles.read(file)).isEqualTo("new");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void write_leftoverOfAnInterruptedWrite_isOvercome() throws IOException {
    Files.writeString(folder.resolve("secret.new"), "half");

    PrivateFiles.write(folder.resolve("secret"), "whole");

    assertThat(folder.resolve("secret")).hasContent("whole");
  }

  @Test
  void writePublic_isReadableByAll() throws IOException {
    PrivateFiles.writePublic(folder.resolve("certificate"), "text");

    assertThat(mode(folder.resolve("certificate"))).isEqualTo("rw-r--r--");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw------x"})
  void read_openToOthers_rejectedWithTheRemedy(String permissions) throws IOException {
    Path file = folder.resolve("secret");
    PrivateFiles.write(file, "text");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThatThrownBy(() -> PrivateFiles.read(file))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void read_hugeFile_rejected() throws IOException {
    Path file = folder.resolve("secret");
    PrivateFiles.write(file, "x".repeat(64 * 1024 + 1));

    assertThatThrownBy(() -> PrivateFiles.read(file)).isInstanceOf(StartupException.class);
  }

  @Test
  void createDirectory_existing_isTightened() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("d"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

    PrivateFiles.createDirectory(directory);

    assertThat(mode(directory)).isEqualTo("rwx------");
  }
}
