package io.strongroom.images;

import io.strongroom.testkit.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * HAProxy with the configuration of deploy/knative/base. Changed is only what a name and a port
 * mean: every function is at the gateway of the test, and there is no certificate.
 */
final class Router implements AutoCloseable {

  static final String TOKEN = "a-token-of-the-tests";
  private static final Path BASE =
      Path.of(System.getProperty("images.project")).resolve("deploy/knative/base");

  private final Process process;
  private final int port;

  private Router(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static Optional<Path> program() {
    return Stream.of("/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Router start(Path folder, int gateway) throws Exception {
    int port = FreePort.next();
    String frontend =
        Files.readString(BASE.resolve("haproxy.cfg"))
            .lines()
            .filter(line -> !line.contains("STRONGROOM_ROUTER_HTTPS}"))
            .collect(Collectors.joining("\n", "", "\n"));
    String backends =
        Files.readString(BASE.resolve("backends.cfg"))
            .lines()
            .filter(line -> !line.contains("default-server resolvers"))
            .map(line -> line.replaceAll("^(  server \\S+) .*", "$1 127.0.0.1:" + gateway))
            .collect(Collectors.joining("\n", "", "\n"));
    Path log = folder.resolve("haproxy.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            program().orElseThrow().toString(),
            "-f",
            Files.writeString(folder.resolve("haproxy.cfg"), frontend).toString(),
            "-f",
            Files.writeString(folder.resolve("backends.cfg"), backends).toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "STRONGROOM_DOMAINS",
                ".localhost",
                "STRONGROOM_ROUTER_HTTP",
                "127.0.0.1:" + port,
                "STRONGROOM_ROUTER_STATUS",
                "127.0.0.1:" + FreePort.next(),
                "STRONGROOM_TOKEN_MAP",
                Files.writeString(folder.resolve("token.map"), "token " + TOKEN + "\n").toString(),
                "STRONGROOM_NAMESPACE",
                "strongroom",
                "STRONGROOM_CLUSTER_DOMAIN",
                "cluster.local"));
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Router started = new Router(process, port);
    for (int tries = 0; tries < 200 && process.isAlive(); tries++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assert socket.isConnected();
        return started;
      } catch (IOException notYet) {
        Thread.sleep(50);
      }
    }
    started.close();
    throw new AssertionError("HAProxy does not start: " + Files.readString(log));
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
