package io.strongroom.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * The built application as a process of its own, on free ports. The system property {@code
 * strongroom.application} names its jar. Not for use by several threads.
 */
public final class RunningServer implements AutoCloseable {
  /** Far above what it takes; a busy machine is not a failed test. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Path data;
  private final Path out;
  private final Path err;
  private final Process process;

  private RunningServer(Path data, Path out, Path err, Process process) {
    this.data = data;
    this.out = out;
    this.err = err;
    this.process = process;
  }

  /** Starts {@code serve}; does not wait. */
  public static RunningServer start(Path data, String... more) throws IOException {
    return start(data, List.of(), more);
  }

  /** As above, in a JVM with these further options. */
  public static RunningServer start(Path data, List<String> jvmOptions, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("serve", "--data", data.toString()));
    if (!List.of(more).contains("--no-console")) {
      arguments.add("--console-port=0");
    }
    arguments.addAll(List.of(more));
    return start(data, jvmOptions, arguments);
  }

  /** Starts {@code dev}, which has a data folder of its own; does not wait. */
  public static RunningServer dev(Path folder, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("dev"));
    arguments.addAll(List.of(more));
    return start(folder.resolve("none"), List.of(), arguments);
  }

  private static RunningServer start(Path data, List<String> jvmOptions, List<String> arguments)
      throws IOException {
    // Beside the data, so that they go with the test's folder.
    Path folder = Objects.requireNonNull(data.toAbsolutePath().getParent());
    Path out = Files.createTempFile(folder, "serve", ".out");
    Path err = Files.createTempFile(folder, "serve", ".err");
    List<String> command =
        new ArrayList<>(
            List.of(ProcessHandle.current().info().command().orElseThrow(), "-Xmx256m"));
    command.addAll(jvmOptions);
    command.addAll(
        List.of("-jar", Objects.requireNonNull(System.getProperty("strongroom.application"))));
    command.addAll(arguments);
    command.addAll(
        List.of("--http-port=0", "--https-port=0", "--kms-port=0", "--management-port=0"));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new RunningServer(data, out, err, process);
  }

  /** Waits for the line that says the server is ready. */
  public RunningServer awaitReady() throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!out().contains("ready")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new AssertionError("not ready: " + out() + err());
      }
      Thread.sleep(50);
    }
    return this;
  }

  public String out() throws IOException {
    return Files.readString(out);
  }

  public String err() throws IOException {
    return Files.readString(err);
  }

  public int awaitExit() throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("does not end");
    }
    return process.exitValue();
  }

  /** SIGTERM. */
  public int terminate() throws InterruptedException {
    process.destroy();
    return awaitExit();
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitExit();
  }

  public long pid() {
    return process.pid();
  }

  /** Status of a request to one of the endpoints {@code http}, {@code health}, ... */
  public int get(String endpoint) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(endpoint(endpoint)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  /**
   * Where the server says it listens: {@code http}, {@code https}, {@code kms} or {@code health}.
   */
  public URI endpoint(String name) throws IOException {
    return URI.create(property("endpoints.properties", name));
  }

  /** A value of one of the properties files in the data folder. */
  public String property(String file, String key) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Files.newInputStream(data.resolve(file))) {
      properties.load(in);
    }
    return Objects.requireNonNull(properties.getProperty(key), key);
  }

  /** The data folder. */
  public Path data() {
    return data;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
