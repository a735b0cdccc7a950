package io.strongroom.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What {@code strongroom open --help} prints without a build. */
class OpenHelpTest {

  private static final Path FILE =
      Path.of(System.getProperty("strongroom.root")).resolve("docs/cli/open.txt");

  @Test
  void help_isInAFile() throws IOException {
    if (Boolean.getBoolean("strongroom.write")) {
      Files.writeString(FILE, OpenOptions.USAGE);
    }

    assertThat(FILE)
        .as("write it anew: this test with -Dstrongroom.write=true")
        .hasContent(OpenOptions.USAGE);
  }
}
