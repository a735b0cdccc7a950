package io.strongroom.local;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryLockTest {
  @TempDir Path folder;
  private DataDirectory data;

  @BeforeEach
  void create() {
    data = new DataDirectory(folder.resolve("data"));
    data.create();
  }

  @Test
  void acquire_held_rejectedNamingTheHolder() {
    try (DataDirectoryLock held = DataDirectoryLock.acquire(data)) {
      assertThatThrownBy(() -> DataDirectoryLock.acquire(data))
          .as("while %s is held", held)
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("already runs on " + data.root())
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  @Test
  void acquire_released_succeeds() {
    DataDirectoryLock.acquire(data).close();

    assertThatCode(() -> DataDirectoryLock.acquire(data).close()).doesNotThrowAnyException();
  }
}
