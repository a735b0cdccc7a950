package io.strongroom.emulator.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.local.command.CommandRunner;
import io.strongroom.local.command.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What {@code strongroom kms --help} prints without a build; see the gateway's test of its own. */
class KmsHelpTest {

  private static final Path FILE =
      Path.of(System.getProperty("strongroom.root")).resolve("docs/cli/kms.txt");

  @Test
  void help_isInAFile() throws IOException {
    String text =
        new CommandRunner(KmsMain.program()).overview(new Terminal(System.out, System.err, false));
    if (Boolean.getBoolean("strongroom.write")) {
      Files.writeString(FILE, text);
    }

    assertThat(FILE).as("write it anew: this test with -Dstrongroom.write=true").hasContent(text);
  }
}
