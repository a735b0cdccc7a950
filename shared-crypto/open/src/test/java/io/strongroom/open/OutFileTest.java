package io.strongroom.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutFileTest {

  @TempDir Path folder;

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void create_unfinished_isForItsOwnerOnlyAndNotAtItsPlace() throws IOException {
    Path place = folder.resolve("out");
    try (OutFile out = OutFile.create(place)) {
      assertThat(place).doesNotExist();
      assertThat(files()).hasSize(1);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().getFirst())))
          .isEqualTo("rw-------");
      out.stream().write(7);
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void publish_written_givesTheFileItsName() throws IOException {
    Path place = folder.resolve("out");
    try (OutFile out = OutFile.create(place)) {
      out.stream().write(7);
      out.publish();
    }
    assertThat(place).hasBinaryContent(new byte[] {7});
    assertThat(files()).containsExactly(place);
  }

  @Test
  void publish_placeTakenMeanwhile_keepsWhatIsThere() throws IOException {
    Path place = folder.resolve("out");
    try (OutFile out = OutFile.create(place)) {
      Files.writeString(place, "precious");
      assertThatThrownBy(out::publish).isInstanceOf(FileAlreadyExistsException.class);
    }
    assertThat(place).hasContent("precious");
    assertThat(files()).containsExactly(place);
  }

  @Test
  void create_longestName_works() throws IOException {
    Path place = folder.resolve("x".repeat(255));
    try (OutFile out = OutFile.create(place)) {
      out.publish();
    }
    assertThat(place).isEmptyFile();
  }

  @Test
  void create_inNoFolder_failsAndLeavesNothing() throws IOException {
    assertThatThrownBy(() -> OutFile.create(folder.resolve("none/out")))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(files()).isEmpty();
  }
}
