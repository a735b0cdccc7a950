package io.strongroom.kms.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A key service as its makers built it, in a process of its own. What builds or starts it may be
 * missing: then its tests are skipped, and standard error says so.
 */
final class RealProgram implements AutoCloseable {

  private static final long BUILD_MINUTES = 8;
  private static final int TRIES = 600;
  private static final int PAUSE_MILLIS = 100;

  private final Process process;
  private final int port;

  private RealProgram(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Where builds go: below the module's own target folder. */
  static Path folder() {
    try {
      return Files.createDirectories(Path.of("target", "real-kms").toAbsolutePath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command to its end; skips the tests where it cannot be run or fails. */
  static void prepare(String what, Path in, List<String> command) {
    Path log = folder().resolve(what + "-prepare.log");
    try {
      Process process = start(in, command, Map.of(), log);
      if (process.waitFor(BUILD_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0) {
        return;
      }
      process.destroyForcibly();
    } catch (IOException e) {
      throw missing(what, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    throw missing(what, "it could not be built, see " + log);
  }

  /**
   * Starts a server on a free port of this machine, and waits until it takes connections.
   *
   * @param command with {@code PORT} where the number belongs
   */
  static RealProgram serving(String what, List<String> command, Map<String, String> environment) {
    int port = freePort();
    String number = Integer.toString(port);
    List<String> whole = command.stream().map(word -> word.replace("PORT", number)).toList();
    Map<String, String> withPort = new java.util.HashMap<>(environment);
    withPort.replaceAll((name, value) -> value.replace("PORT", number));
    try {
      RealProgram program =
          new RealProgram(start(folder(), whole, withPort, folder().resolve(what + ".log")), port);
      if (program.answers()) {
        return program;
      }
      program.close();
    } catch (IOException e) {
      throw missing(what, String.valueOf(e.getMessage()));
    }
    throw missing(what, "it does not start, see " + folder().resolve(what + ".log"));
  }

  private static Process start(
      Path in, List<String> command, Map<String, String> environment, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    for (int i = 0; i < TRIES && process.isAlive(); i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PAUSE_MILLIS);
        return true;
      } catch (IOException e) {
        pause();
      }
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static RuntimeException missing(String what, String why) {
    System.err.printf("%n*** NOT RUN: the tests against %s. %s%n%n", what, why);
    Assumptions.abort(what + ": " + why);
    return new IllegalStateException("not reached");
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
