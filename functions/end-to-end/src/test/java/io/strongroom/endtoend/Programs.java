package io.strongroom.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the parts of a separate installation are started: as packaged by this build, or as the native
 * executables in the folder {@code strongroom.executables}, where it holds one.
 */
final class Programs {

  static final Path ROOT = Path.of(System.getProperty("strongroom.root"));

  private Programs() {}

  static List<String> gateway(String... arguments) {
    List<String> command = java(ROOT.resolve("functions/gateway"), "-Xmx128m");
    command.addAll(List.of(arguments));
    return command;
  }

  static List<String> kms() {
    return part("kms-emulator", ROOT.resolve("kms-emulator"));
  }

  static List<String> function(String id) {
    return part(id, ROOT.resolve("functions").resolve(id));
  }

  /** Debian's HAProxy, if it is there. */
  static Optional<Path> haproxy() {
    return Stream.of("/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static List<String> part(String id, Path module) {
    String folder = System.getProperty("strongroom.executables", "");
    if (folder.isEmpty()) {
      return java(module, "-Xmx96m");
    }
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files
          .filter(file -> file.getFileName().toString().matches("(strongroom-)?" + id + "(-.*)?"))
          .filter(Files::isExecutable)
          .findFirst()
          .<List<String>>map(file -> new ArrayList<>(List.of(file.toString(), "-Xmx96m")))
          .orElseGet(() -> java(module, "-Xmx96m"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> java(Path module, String heap) {
    Path jar = module.resolve("target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw new IllegalStateException(jar + " is not built");
    }
    return new ArrayList<>(
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            heap,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-jar",
            jar.toString()));
  }
}
