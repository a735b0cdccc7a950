package io.strongroom.endtoend;

import io.strongroom.testkit.FreePort;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A Kafka of one node as a process of its own, which can be killed and started again. */
final class KafkaBroker implements AutoCloseable {

  private static final int LIMIT_SECONDS = 120;

  private static final String SETTINGS =
      """
      process.roles=broker,controller
      node.id=1
      controller.quorum.voters=1@127.0.0.1:%2$d
      listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
      advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
      controller.listener.names=CONTROLLER
      log.dirs=%3$s
      num.partitions=4
      offsets.topic.replication.factor=1
      group.initial.rebalance.delay.ms=0
      """;

  private final Path folder;
  private final Path settings;
  private final int port;
  private Process process;

  KafkaBroker(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.port = FreePort.next();
    this.settings =
        Files.writeString(
            folder.resolve("kafka.properties"),
            SETTINGS.formatted(port, FreePort.next(), folder.resolve("kafka")));
    Process format =
        launch(
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            "c3Ryb25ncm9vbS10ZXN0cw",
            "--config",
            settings.toString());
    if (!format.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || format.exitValue() != 0) {
      throw new AssertionError("no folder for Kafka: " + log());
    }
    this.process = start();
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  private Process start() throws IOException, InterruptedException {
    Process started = launch("kafka.Kafka", settings.toString());
    for (int i = 0; i < LIMIT_SECONDS * 10 && started.isAlive(); i++) {
      try (Socket _ = new Socket("127.0.0.1", port)) {
        return started;
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    started.destroyForcibly();
    throw new AssertionError("no Kafka: " + log());
  }

  private Process launch(String main, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Objects.requireNonNull(System.getProperty("java.class.path")),
                main));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("kafka.log").toFile()))
        .start();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("kafka.log"));
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** On the same folder and port. */
  void startAgain() throws IOException, InterruptedException {
    process = start();
  }

  @Override
  public void close() {
    kill();
  }
}
