package io.strongroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresArchiveTest {
  @TempDir Path cache;

  @Test
  void unpack_leftoverOfAnInterruptedUnpack_isReplaced() throws IOException {
    String platform =
        PostgresArchive.platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    Path partial =
        cache.resolve("postgresql-" + PostgresArchive.VERSION + "-" + platform + ".partial");
    Files.createDirectories(partial.resolve("bin"));
    Files.writeString(partial.resolve("bin/initdb"), "half");

    Path home = PostgresArchive.unpack(cache);

    assertThat(home.resolve("bin/initdb")).isExecutable();
    assertThat(Files.size(home.resolve("bin/initdb"))).isGreaterThan(1000);
    assertThat(partial).doesNotExist();
  }

  @Test
  void unpack_again_touchesNothing() throws IOException {
    Path program = PostgresArchive.unpack(cache).resolve("bin/postgres");
    FileTime longAgo = FileTime.fromMillis(1);
    Files.setLastModifiedTime(program, longAgo);

    PostgresArchive.unpack(cache);

    assertThat(Files.getLastModifiedTime(program)).isEqualTo(longAgo);
  }

  @Test
  void platform_javaNames_areThoseOfTheArchives() {
    assertThat(PostgresArchive.platform("Linux", "amd64")).isEqualTo("linux-x86_64");
    assertThat(PostgresArchive.platform("Linux", "aarch64")).isEqualTo("linux-arm_64");
    assertThat(PostgresArchive.platform("Mac OS X", "x86_64")).isEqualTo("darwin-x86_64");
    assertThat(PostgresArchive.platform("Mac OS X", "aarch64")).isEqualTo("darwin-arm_64");
  }
}
