package io.strongroom.router;

import io.strongroom.protocol.http.Function;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Real HAProxy with the committed configuration, in front of echoes. */
final class RunningHaproxy implements AutoCloseable {

  static final String TOKEN = "a-token-of-the-tests";
  static final String DOMAINS = ".localhost .s3.localhost .obs.localhost";
  private static final Path ROOT = Path.of(System.getProperty("strongroom.root"));

  private final Process process;
  private final Path log;
  private final int http;
  private final int https;
  private final Map<Function, EchoFunction> echoes;
  private final EchoFunction health;

  private RunningHaproxy(Path folder) throws IOException {
    log = folder.resolve("haproxy.log");
    health = EchoFunction.start("health");
    echoes = new EnumMap<>(Function.class);
    for (Function function : Function.values()) {
      echoes.put(function, EchoFunction.start(function.id()));
    }
    // Last: what was free before could be an echo's by now.
    List<Integer> free = freePorts(3);
    http = free.get(0);
    https = free.get(1);
    Path configuration = ROOT.resolve("deploy/router");
    ProcessBuilder builder =
        new ProcessBuilder(
            program().orElseThrow().toString(),
            "-f",
            configuration.resolve("haproxy.cfg").toString(),
            "-f",
            configuration.resolve("backends-containers.cfg").toString());
    Map<String, String> environment = builder.environment();
    environment.put("STRONGROOM_DOMAINS", DOMAINS);
    environment.put("STRONGROOM_ROUTER_HTTP", "127.0.0.1:" + http);
    environment.put("STRONGROOM_ROUTER_HTTPS", "127.0.0.1:" + https);
    environment.put("STRONGROOM_ROUTER_STATUS", "127.0.0.1:" + free.get(2));
    environment.put("STRONGROOM_CERTIFICATE", TestCertificate.write(folder).toString());
    environment.put(
        "STRONGROOM_TOKEN_MAP",
        Files.writeString(folder.resolve("token.map"), "token " + TOKEN + "\n").toString());
    environment.put("STRONGROOM_HEALTH_PORT", "" + health.port());
    echoes.forEach(
        (function, echo) ->
            environment.put(Names.addressVariable(function), "127.0.0.1:" + echo.port()));
    process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /** Debian's package, if it is there. */
  static Optional<Path> program() {
    return Stream.of("/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  static RunningHaproxy start(Path folder) throws IOException, InterruptedException {
    RunningHaproxy haproxy = new RunningHaproxy(folder);
    for (int tries = 0; tries < 200; tries++) {
      if (!haproxy.process.isAlive()) {
        break;
      }
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), haproxy.http)) {
        assert socket.isConnected();
        return haproxy;
      } catch (IOException notYet) {
        Thread.sleep(50);
      }
    }
    String said = Files.readString(haproxy.log);
    haproxy.close();
    throw new AssertionError("HAProxy does not start: " + said);
  }

  int httpsPort() {
    return https;
  }

  /** Sends a request as written, over plain HTTP; the whole answer. */
  String exchange(String method, String target, List<String> headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http)) {
      socket.setSoTimeout(10_000);
      String request =
          method
              + " "
              + target
              + " HTTP/1.1\r\n"
              + String.join("\r\n", headers)
              + "\r\nConnection: close\r\n"
              + (method.equals("PUT") || method.equals("POST") ? "Content-Length: 0\r\n" : "")
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly();
    health.close();
    for (EchoFunction echo : echoes.values()) {
      echo.close();
    }
  }
}
