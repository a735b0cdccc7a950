package io.strongroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.local.command.CommandRunner;
import io.strongroom.local.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The launcher's help is in files, so that it needs neither a build nor a JDK. With {@code
 * -Dstrongroom.write=true} this test writes them.
 */
class CommandHelpTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("strongroom.root")).resolve("docs/cli");

  /** Written by the modules whose commands they are: they read their arguments themselves. */
  private static final List<String> OF_OTHERS = List.of("kms", "open");

  private final CommandRunner commands = new CommandRunner(GatewayCommands.program());
  private final Terminal terminal = new Terminal(System.out, System.err, false);

  private Map<String, String> expected() {
    Map<String, String> texts = new TreeMap<>();
    texts.put("strongroom", commands.overview(terminal));
    commands.names().stream()
        .filter(name -> !OF_OTHERS.contains(name))
        .forEach(name -> texts.put(name, commands.help(name, terminal)));
    return texts;
  }

  @Test
  void help_ofEveryCommand_isInAFile() throws IOException {
    if (Boolean.getBoolean("strongroom.write")) {
      for (Map.Entry<String, String> text : expected().entrySet()) {
        Files.writeString(FOLDER.resolve(text.getKey() + ".txt"), text.getValue());
      }
    }
    for (Map.Entry<String, String> text : expected().entrySet()) {
      assertThat(FOLDER.resolve(text.getKey() + ".txt"))
          .as("write it anew: this test with -Dstrongroom.write=true")
          .hasContent(text.getValue());
    }
  }

  @Test
  void files_areOfCommandsThatAreThere() throws IOException {
    TreeSet<String> names = new TreeSet<>(expected().keySet());
    names.addAll(OF_OTHERS);
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".txt", "")))
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }

  @Test
  void help_isAnsweredByTheLauncherAsByTheProgram() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    int code =
        commands.run(
            List.of("serve", "--help"), new Terminal(new PrintStream(out), System.err, false));

    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(commands.help("serve", terminal));
  }
}
