package io.strongroom.emulator.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks the emulator that runs beside this process whether it answers. */
final class HealthCommand {

  private static final int TIMEOUT_MILLIS = 3_000;
  private static final String DEFAULT_PORT = "4566";
  private static final byte[] REQUEST =
      "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);
  private static final String UP = "HTTP/1.1 200 ";

  private HealthCommand() {}

  /**
   * @param port as configured; empty for the usual one
   */
  static boolean isUp(Optional<String> port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              InetAddress.getLoopbackAddress(), Integer.parseInt(port.orElse(DEFAULT_PORT))),
          TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(REQUEST);
      byte[] start = socket.getInputStream().readNBytes(UP.length());
      return UP.equals(new String(start, StandardCharsets.US_ASCII));
    } catch (IOException notThere) {
      return false;
    }
  }
}
