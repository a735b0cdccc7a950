package io.strongroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs {@code initdb} and {@code pg_ctl}.
 *
 * <p>PostgreSQL refuses to run as root. For root the programs are wrapped into a user namespace of
 * their own, where they see themselves as nobody; files they make still belong to root.
 */
final class PostgresPrograms {
  private static final int QUOTED_OUTPUT_IN_CHARACTERS = 600;

  private final Path home;
  private final boolean asRoot;

  /** What a program did. */
  record Outcome(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }

    /** The end of the output on one line, for a message. */
    String lastWords() {
      String line = output.strip().replaceAll("\\s+", " ");
      return line.length() <= QUOTED_OUTPUT_IN_CHARACTERS
          ? line
          : "…" + line.substring(line.length() - QUOTED_OUTPUT_IN_CHARACTERS);
    }
  }

  /**
   * @param home the folder that holds {@code bin}
   * @param asRoot whether this process is root
   */
  PostgresPrograms(Path home, boolean asRoot) {
    this.home = home;
    this.asRoot = asRoot;
  }

  /** Whether files this process makes belong to root. */
  static boolean runsAsRoot(Path ownFile) throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(ownFile, "unix:uid"));
  }

  /**
   * Runs a program to its end.
   *
   * @param limit how long it may take; it is killed after that
   * @throws StartupException if it takes too long, or root may not make a user namespace
   */
  Outcome run(Duration limit, String program, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (asRoot) {
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(home.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    Outcome outcome = execute(limit, program, command);
    if (asRoot && !outcome.succeeded() && outcome.output().contains("unshare:")) {
      throw new StartupException(
          "PostgreSQL does not run as root, and this system allows root no user namespace; start"
              + " Strongroom as an ordinary user, or give a database with --database-url.");
    }
    return outcome;
  }

  private static Outcome execute(Duration limit, String program, List<String> command)
      throws IOException {
    // A file and not a pipe: the server that pg_ctl leaves running would hold a pipe open.
    Path output = Files.createTempFile("strongroom-" + program, ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile());
      Map<String, String> environment = builder.environment();
      // PGDATA, PGPORT and the like of the caller's shell must not steer this server.
      environment.keySet().removeIf(name -> name.startsWith("PG"));
      environment.put("LC_ALL", "C");
      environment.put("TZ", "UTC");
      Process process = builder.start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new StartupException(
            program + " did not finish within " + limit.toSeconds() + " seconds.");
      }
      return new Outcome(process.exitValue(), Files.readString(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("Interrupted while " + program + " ran.", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
