package io.strongroom.runtime.start;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class HealthProbeTest {

  @Test
  void isReady_serviceSaysSo_true() throws IOException {
    assertThat(answerOf(200)).isTrue();
  }

  @Test
  void isReady_serviceIsDown_false() throws IOException {
    assertThat(answerOf(503)).isFalse();
  }

  @Test
  void isReady_nobodyListens_false() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThat(HealthProbe.isReady(free)).isFalse();
  }

  private static boolean answerOf(int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/q/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      return HealthProbe.isReady(server.getAddress().getPort());
    } finally {
      server.stop(0);
    }
  }
}
