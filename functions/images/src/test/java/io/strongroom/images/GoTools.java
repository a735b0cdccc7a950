package io.strongroom.images;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The module deploy/check, where Go is: Knative's own code, and its queue-proxy. */
final class GoTools {

  private static final Path PROJECT = Path.of(System.getProperty("images.project"));
  private static final Path MODULE = PROJECT.resolve("deploy/check");
  private static final String OVERLAY = "../knative/overlays/kourier";

  private GoTools() {}

  record Outcome(int exitCode, String output, String errors) {}

  /** The compiler, if there is one. */
  static Optional<Path> program() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of("/usr/local/go/bin"), Stream.of(path.split(":")))
        .map(folder -> Path.of(folder, "go"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs the compiler in the module. */
  static Outcome run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program().orElseThrow().toString()));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("go", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(MODULE.toFile()).redirectError(errors.toFile());
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output, Files.readString(errors));
    } finally {
      Files.delete(errors);
    }
  }

  /**
   * Why none of this can be run here; empty when it can. Without a network nothing is downloaded.
   */
  static Optional<String> missing() throws IOException, InterruptedException {
    if (program().isEmpty()) {
      return Optional.of("no Go on this machine");
    }
    Outcome modules = run("mod", "download");
    return modules.exitCode() == 0
        ? Optional.empty()
        : Optional.of("Go's modules cannot be had: " + modules.errors());
  }

  /** Builds Knative's queue-proxy. */
  static Path queueProxy(Path folder) throws IOException, InterruptedException {
    Path program = folder.resolve("queue-proxy");
    Outcome built = run("build", "-o", program.toString(), "knative.dev/serving/cmd/queue");
    if (built.exitCode() != 0) {
      throw new IllegalStateException(built.errors());
    }
    return program;
  }

  /** What Knative makes of a function: queue-proxy's environment, and the probes. */
  static JsonNode settings(String function) throws IOException, InterruptedException {
    Outcome made = run("run", "./cmd/queue-settings", OVERLAY, function);
    if (made.exitCode() != 0) {
      throw new IllegalStateException(made.errors());
    }
    return new ObjectMapper().readTree(made.output());
  }
}
