package io.strongroom.images;

import io.strongroom.testkit.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged function as a process of its own, on a JVM. */
final class FunctionProcess implements AutoCloseable {

  private static final Path PROJECT = Path.of(System.getProperty("images.project"));

  private final Process process;
  private final Path log;
  private final int port = FreePort.next();
  private final int management = FreePort.next();

  private FunctionProcess(String function, Path folder, Map<String, String> settings)
      throws IOException {
    log = Files.createTempFile(folder, function, ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "--add-modules=jdk.incubator.vector"));
    settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(
        List.of(
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + management,
            "-jar",
            jar(function).toString()));
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  static Path jar(String function) {
    return PROJECT.resolve("functions/" + function + "/target/quarkus-app/quarkus-run.jar");
  }

  /** Starts a function and waits until it says that it is ready. */
  static FunctionProcess start(String function, Path folder, Map<String, String> settings)
      throws Exception {
    FunctionProcess started = new FunctionProcess(function, folder, settings);
    for (int tries = 0; tries < 600 && started.process.isAlive(); tries++) {
      if (started.isReady()) {
        return started;
      }
      Thread.sleep(100);
    }
    String said = Files.readString(started.log);
    started.close();
    throw new AssertionError(function + " does not start: " + said);
  }

  private boolean isReady() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), management)) {
      socket
          .getOutputStream()
          .write(
              "GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
          .startsWith("HTTP/1.1 200");
    } catch (IOException notYet) {
      return false;
    }
  }

  int port() {
    return port;
  }

  int management() {
    return management;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
