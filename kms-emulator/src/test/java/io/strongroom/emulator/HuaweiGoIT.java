package io.strongroom.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Huawei's SDK for Go, which signs in another way than the one for Java. Needs Go. */
class HuaweiGoIT {

  private static final Path MODULE = Path.of("src/test/go");

  @TempDir Path folder;

  private record Outcome(int exitCode, String output) {}

  private static Optional<Path> compiler() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of("/usr/local/go/bin"), Stream.of(path.split(":")))
        .map(directory -> Path.of(directory, "go"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Outcome run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(MODULE.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output);
  }

  private static Outcome go(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(compiler().orElseThrow().toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private Optional<String> missing() throws IOException, InterruptedException {
    if (compiler().isEmpty()) {
      return Optional.of("no Go on this machine");
    }
    Outcome modules = go("mod", "download");
    return modules.exitCode() == 0
        ? Optional.empty()
        : Optional.of("Go's modules cannot be had: " + modules.output());
  }

  @Test
  void sdkForGo_createsUsesAndListsKeys() throws Exception {
    Optional<String> missing = missing();
    missing.ifPresent(
        reason -> System.err.println("SKIPPED: Huawei's SDK for Go is not tried: " + reason));
    assumeTrue(missing.isEmpty(), () -> "Huawei's SDK for Go");
    Path program = folder.resolve("huawei");
    Outcome built = go("build", "-o", program.toString(), ".");
    assertThat(built.exitCode()).as(built.output()).isZero();

    try (KmsProcess server = KmsProcess.start(folder.resolve("data")).awaitReady()) {
      Outcome used =
          run(
              List.of(
                  program.toString(),
                  server.endpoint().toString(),
                  server.accessKey(),
                  server.secretKey(),
                  "project1"));

      assertThat(used.output()).contains("served");
      assertThat(used.exitCode()).isZero();
    }
  }
}
