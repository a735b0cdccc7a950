package io.strongroom.runtime.start;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks the function that runs beside it whether it is ready. */
public final class HealthProbe {

  private static final int TIMEOUT_MILLIS = 3_000;
  private static final String DEFAULT_PORT = "9000";
  private static final String REQUEST =
      "GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static final String HEALTHY = "HTTP/1.1 200 ";

  private HealthProbe() {}

  /** Exits with 0 when the function is ready, with 1 otherwise. */
  public static void main(String... arguments) {
    String port =
        Optional.ofNullable(System.getProperty("quarkus.management.port"))
            .or(() -> Optional.ofNullable(System.getenv("QUARKUS_MANAGEMENT_PORT")))
            .orElse(DEFAULT_PORT);
    System.exit(isReady(Integer.parseInt(port)) ? 0 : 1);
  }

  /** Whether the management port of this machine answers that the function is ready. */
  static boolean isReady(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      byte[] start = answer.readNBytes(HEALTHY.length());
      return HEALTHY.equals(new String(start, StandardCharsets.US_ASCII));
    } catch (IOException notThere) {
      return false;
    }
  }
}
