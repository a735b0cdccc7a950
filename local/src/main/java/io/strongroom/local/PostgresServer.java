package io.strongroom.local;

import io.strongroom.local.PostgresPrograms.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Starts and stops the PostgreSQL server of one data folder. Not thread-safe. */
final class PostgresServer {
  private static final int START_ATTEMPTS = 4;

  /** Replaying the log after a crash can take a while on a slow disk. */
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

  private final DataDirectory directory;
  private final PostgresPrograms programs;
  private final PostmasterFile postmaster;

  PostgresServer(DataDirectory directory, PostgresPrograms programs) {
    this.directory = directory;
    this.programs = programs;
    this.postmaster = new PostmasterFile(directory.postgres());
  }

  /** The server's main process, while it runs. */
  Optional<ProcessHandle> process() throws IOException {
    return postmaster.process();
  }

  /**
   * Starts the server on a free port.
   *
   * @return the port
   * @throws StartupException if it does not start
   */
  int start() throws IOException {
    return startOn(PostgresServer::freePort);
  }

  /** Starts the server on the port its clients already know. */
  void restart(int port) throws IOException {
    startOn(() -> port);
  }

  /** Asks for a port at each attempt: another program may have taken the last one. */
  private int startOn(PortChoice ports) throws IOException {
    Outcome outcome = new Outcome(1, "");
    for (int attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
      int port = ports.next();
      outcome = attempt(port);
      if (outcome.succeeded()) {
        return port;
      }
      pause(attempt);
    }
    throw new StartupException(
        "The embedded PostgreSQL does not start (see "
            + directory.logs()
            + "): "
            + outcome.lastWords());
  }

  @FunctionalInterface
  private interface PortChoice {
    int next() throws IOException;
  }

  /**
   * Stops the server: connections are ended, everything committed is on disk. Does nothing when it
   * does not run; removes a file that would keep it from starting.
   *
   * @throws StartupException if it does not stop
   */
  void stop() throws IOException {
    switch (postmaster.state()) {
      case FREE -> {}
      case REUSED_NUMBER -> postmaster.removeReused();
      case RUNNING -> {
        Outcome fast = control(STOP_LIMIT, "stop", "--mode=fast");
        if (!fast.succeeded() && !control(STOP_LIMIT, "stop", "--mode=immediate").succeeded()) {
          throw new StartupException("The embedded PostgreSQL does not stop: " + fast.lastWords());
        }
      }
    }
  }

  private Outcome attempt(int port) throws IOException {
    PrivateFiles.write(
        directory.postgres().resolve("postgresql.conf"),
        PostgresConfiguration.server(port, directory.logs()));
    Path log = directory.logs().resolve("postgres-start.log");
    PrivateFiles.write(log, "");
    Outcome outcome = control(START_LIMIT, "start", "--log=" + log);
    return outcome.succeeded()
        ? outcome
        : new Outcome(outcome.exitCode(), Files.readString(log) + outcome.output());
  }

  private Outcome control(Duration limit, String action, String option) throws IOException {
    return programs.run(
        limit.plusSeconds(5),
        "pg_ctl",
        List.of(
            action,
            "--pgdata=" + directory.postgres(),
            "--wait",
            "--timeout=" + limit.toSeconds(),
            "--silent",
            option));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Gives the remains of a killed server time to leave. */
  private static void pause(int attempt) {
    try {
      Thread.sleep(Duration.ofMillis(500L * attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartupException("Interrupted while PostgreSQL started.", e);
    }
  }
}
