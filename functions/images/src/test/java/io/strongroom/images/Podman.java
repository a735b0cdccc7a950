package io.strongroom.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The container engine, if there is one that works. Debian's, with runc, is the one this is run
 * with.
 */
final class Podman {

  private static final long LIMIT_SECONDS = 300;
  private static final List<String> LIMITS =
      List.of("--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1000:1000");

  private Podman() {}

  record Outcome(int exitCode, String output) {

    String orThrow() {
      if (exitCode != 0) {
        throw new IllegalStateException("exit code " + exitCode + ": " + output);
      }
      return output.strip();
    }
  }

  /** Why nothing can be built or run here; null when it can. */
  static @Nullable String missing() {
    try {
      for (String needed : List.of("podman", "runc")) {
        Outcome version = command(List.of(needed, "--version"));
        if (version.exitCode() != 0) {
          return needed + " does not work: " + version.output();
        }
      }
      return null;
    } catch (IOException notInstalled) {
      return notInstalled.getMessage();
    }
  }

  /** Builds an image of nothing but the file tree. */
  static void importTree(Path tree, String name, String... changes) throws IOException {
    List<String> command = new ArrayList<>();
    for (String change : changes) {
      command.add("--change '" + change + "'");
    }
    run(List.of(
            "sh",
            "-c",
            "tar -C '%s' --numeric-owner --owner=0 --group=0 -c . | podman import %s - %s"
                .formatted(tree, String.join(" ", command), name)))
        .orThrow();
  }

  /** Builds the last stage of a Dockerfile, or the one that {@code target} names. */
  static void build(
      Path project, String dockerfile, String name, String target, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("podman", "--runtime", "runc", "build"));
    command.addAll(LIMITS);
    // Docker's format is the one with a health check.
    command.addAll(List.of("--format", "docker", "--timestamp", "0", "--no-cache", "-q"));
    command.addAll(List.of("-f", project.resolve("src/main/docker/" + dockerfile).toString()));
    if (!target.isEmpty()) {
      command.addAll(List.of("--target", target));
    }
    for (String argument : arguments) {
      command.addAll(List.of("--build-arg", argument));
    }
    command.addAll(List.of("-t", name, project.toString()));
    run(command).orThrow();
  }

  /** Runs a container in the machine's own network, with a root folder nobody can write to. */
  static void start(String image, String container, List<String> options, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("podman", "--runtime", "runc", "run", "-d"));
    command.addAll(LIMITS);
    command.addAll(List.of("--network", "host", "--read-only", "--read-only-tmpfs=false"));
    command.addAll(List.of("--cap-drop", "all", "--security-opt", "no-new-privileges"));
    command.addAll(List.of("--name", container));
    command.addAll(options);
    command.add(image);
    command.addAll(List.of(arguments));
    run(command).orThrow();
  }

  /**
   * Runs a command of the image and waits for its end, to see whether containers run here at all.
   */
  static Outcome trial(String image, String... program) throws IOException {
    List<String> command = once();
    command.add(image);
    command.addAll(List.of(program));
    return command(command);
  }

  /** Runs an image to its end, which may be a bad one, and returns what it says. */
  static String runOnce(String image, List<String> environment, String... arguments)
      throws IOException {
    List<String> command = once();
    environment.forEach(variable -> command.addAll(List.of("-e", variable)));
    command.add(image);
    command.addAll(List.of(arguments));
    return command(command).output();
  }

  private static List<String> once() {
    List<String> command = new ArrayList<>(List.of("podman", "--runtime", "runc", "run", "--rm"));
    command.addAll(LIMITS);
    command.addAll(List.of("--network", "host"));
    return command;
  }

  static Outcome run(String... command) throws IOException {
    return run(List.of(command));
  }

  private static Outcome run(List<String> command) throws IOException {
    return command(command);
  }

  private static Outcome command(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException("takes too long: " + command);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return new Outcome(process.exitValue(), output);
  }
}
