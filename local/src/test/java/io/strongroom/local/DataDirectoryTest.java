package io.strongroom.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
  @TempDir Path folder;

  @Test
  void create_absent_makesPrivateFolders() throws IOException {
    DataDirectory data = new DataDirectory(folder.resolve("a/b"));

    data.create();

    for (Path part : new Path[] {data.root(), data.secrets(), data.tls(), data.blobs()}) {
      assertThat(PrivateFilesTest.mode(part)).isEqualTo("rwx------");
    }
  }

  @Test
  void create_again_isAllowed() throws IOException {
    DataDirectory data = new DataDirectory(folder.resolve("data"));
    data.create();

    assertThatCode(data::create).doesNotThrowAnyException();
  }

  @Test
  void create_emptyVolume_isAllowed() throws IOException {
    Files.createDirectory(folder.resolve("lost+found"));

    assertThatCode(new DataDirectory(folder)::create).doesNotThrowAnyException();
  }

  @Test
  void create_foldersOfSomeoneElse_areLeftAlone() throws IOException {
    Files.createFile(folder.resolve("thesis.tex"));

    assertThatThrownBy(new DataDirectory(folder)::create)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("not made by Strongroom");
    assertThat(folder.resolve("secrets")).doesNotExist();
  }

  @Test
  void create_belowAFile_rejected() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(new DataDirectory(file.resolve("data"))::create)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("Cannot write");
  }

  @Test
  void root_relative_isMadeAbsolute() {
    assertThat(new DataDirectory(Path.of("x/../y")).root())
        .isEqualTo(Path.of("y").toAbsolutePath());
  }
}
