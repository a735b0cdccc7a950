package io.strongroom.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the test, and what it says. */
final class Background implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final String name;
  private final Path log;
  private final Process process;

  private Background(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  static Background start(
      String name, Path folder, List<String> command, Map<String, String> environment) {
    try {
      Path log = folder.resolve(name + ".log");
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      return new Background(
          name, log, builder.redirectErrorStream(true).redirectOutput(log.toFile()).start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs to the end, which must be a good one. */
  static void run(String name, Path folder, List<String> command, Map<String, String> environment) {
    Background background = start(name, folder, command, environment);
    if (background.exitCode() != 0) {
      throw new AssertionError(name + " fails: " + background.log());
    }
  }

  /** Waits until the address answers with a 200. */
  Background awaitOk(URI address) {
    long end = System.nanoTime() + LIMIT.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (process.isAlive() && System.nanoTime() < end) {
        try {
          HttpRequest request =
              HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
          if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return this;
          }
        } catch (IOException notYet) {
          // The next try may find it.
        }
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
    throw new AssertionError(name + " is not ready: " + log());
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String name() {
    return name;
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  /** SIGTERM; does not wait. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    exitCode();
  }

  int exitCode() {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(name + " does not end: " + log());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
