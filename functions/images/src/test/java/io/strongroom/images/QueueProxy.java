package io.strongroom.images;

import com.fasterxml.jackson.databind.JsonNode;
import io.strongroom.testkit.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Knative's queue-proxy in front of a function, with the environment that Knative's controller
 * makes of the manifest. Ports apart, which are those of the processes. One at a time: some of its
 * ports are fixed.
 */
final class QueueProxy implements AutoCloseable {

  /** Administration, and metrics of autoscaling and of users. */
  private static final List<Integer> FIXED = List.of(8022, 9090, 9091);

  private final Process process;
  private final Path log;
  private final int port;

  private QueueProxy(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** A port that another process has, so that none can be started. */
  static Optional<String> taken() {
    for (int port : FIXED) {
      try (ServerSocket socket = new ServerSocket(port)) {
        assert socket.isBound();
      } catch (IOException inUse) {
        return Optional.of("port " + port + " is taken, which queue-proxy needs");
      }
    }
    return Optional.empty();
  }

  /**
   * Starts it, and waits until it listens.
   *
   * @param changed variables that a test wants otherwise
   */
  static QueueProxy start(
      Path program, JsonNode settings, FunctionProcess function, Map<String, String> changed)
      throws Exception {
    String wanted = changed.get("QUEUE_SERVING_PORT");
    int port = wanted == null ? FreePort.next() : Integer.parseInt(wanted);
    Path log = Files.createTempFile(program.getParent(), "queue-proxy", ".log");
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    Map<String, String> environment = builder.environment();
    environment.clear();
    settings
        .path("environment")
        .properties()
        .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
    String readiness = environment.get("SERVING_READINESS_PROBE");
    environment.putAll(
        Map.of(
            "SERVING_POD",
            "pod",
            "SERVING_POD_IP",
            "127.0.0.1",
            "USER_PORT",
            "" + function.port(),
            "QUEUE_SERVING_PORT",
            "" + port,
            "QUEUE_SERVING_TLS_PORT",
            "" + FreePort.next(),
            "SERVING_READINESS_PROBE",
            readiness.replace("\"port\":9000", "\"port\":" + function.management())));
    environment.putAll(changed);
    for (int tries = 0; tries < 100 && taken().isPresent(); tries++) {
      Thread.sleep(100);
    }
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    QueueProxy started = new QueueProxy(process, log, port);
    started.awaitListening();
    return started;
  }

  private void awaitListening() throws Exception {
    for (int tries = 0; tries < 300 && process.isAlive(); tries++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assert socket.isConnected();
        return;
      } catch (IOException notYet) {
        Thread.sleep(100);
      }
    }
    throw new AssertionError("queue-proxy does not start: " + Files.readString(log));
  }

  int port() {
    return port;
  }

  /** As the kubelet does when the pod stops. */
  void terminate() {
    process.destroy();
  }

  /** Waits for its end; its exit code. */
  int awaitEnd() throws InterruptedException {
    return process.waitFor(120, TimeUnit.SECONDS) ? process.exitValue() : -1;
  }

  @Override
  public void close() {
    // Not asked to drain: that takes half a minute.
    process.destroyForcibly().onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
  }
}
