package io.strongroom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The launcher's commands to a running server, each a process of its own. */
final class LauncherCommands {

  private static final Pattern EXPORTED = Pattern.compile("export ([A-Z_]+)='([^']+)'");

  private final Strongroom strongroom;

  LauncherCommands(Strongroom strongroom) {
    this.strongroom = strongroom;
  }

  /** What a command printed. */
  record Said(int code, String out, String err) {

    String exported(String name) {
      Matcher found = EXPORTED.matcher(out);
      while (found.find()) {
        if (found.group(1).equals(name)) {
          return found.group(2);
        }
      }
      throw new IllegalStateException("no " + name + " in " + err);
    }
  }

  Said run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Programs.ROOT.resolve("strongroom").toString()));
    command.addAll(List.of(words));
    command.addAll(List.of("--data", strongroom.data().toString()));
    Path out = Files.createTempFile("strongroom-command", ".out");
    Path err = Files.createTempFile("strongroom-command", ".err");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      int code = process.waitFor();
      return new Said(code, Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  Said ran(String... words) throws IOException, InterruptedException {
    Said said = run(words);
    assertThat(said.code()).as(said.err()).isZero();
    return said;
  }
}
