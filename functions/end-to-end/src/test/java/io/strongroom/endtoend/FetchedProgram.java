package io.strongroom.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Programs that tests outside of the plain build start: {@code src/test/stores/fetch} builds or
 * installs each once, into {@code strongroom.stores} or a folder of the user.
 */
final class FetchedProgram {

  private static final int BUILD_MINUTES = 40;

  private FetchedProgram() {}

  /** The folder of its files; empty where it cannot be had, which is said. */
  static Optional<Path> folder(String name) throws IOException, InterruptedException {
    Path cache =
        Path.of(
            System.getProperty(
                "strongroom.stores",
                System.getProperty("user.home") + "/.cache/strongroom-stores"));
    Path folder = Files.createDirectories(cache).resolve(name);
    Path log = cache.resolve(name + ".log");
    Path script = Programs.ROOT.resolve("functions/end-to-end/src/test/stores/fetch");
    Process fetch =
        new ProcessBuilder(script.toString(), name, folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (fetch.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) && fetch.exitValue() == 0) {
      return Optional.of(folder);
    }
    fetch.destroyForcibly();
    List<String> lines = Files.readAllLines(log);
    System.err.println(
        "SKIPPED: " + name + " cannot be had: " + (lines.isEmpty() ? "" : lines.getLast()));
    return Optional.empty();
  }
}
