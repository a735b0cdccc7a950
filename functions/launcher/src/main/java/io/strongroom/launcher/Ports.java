package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.StartupException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The ports of a local server.
 *
 * @param http objects, without TLS
 * @param https objects, with TLS
 * @param kms bundled KMS
 * @param management health
 * @param console with TLS; the standard one stands for any free port where it is taken, since
 *     nobody but people at a browser depends on it; empty for no console
 */
public record Ports(int http, int https, int kms, int management, OptionalInt console) {
  private static final int STANDARD_CONSOLE = 9444;

  static final Ports STANDARD = new Ports(9000, 9443, 9500, 9001, OptionalInt.of(STANDARD_CONSOLE));

  /** Without a console. */
  public Ports(int http, int https, int kms, int management) {
    this(http, https, kms, management, OptionalInt.empty());
  }

  /**
   * Checks that each port is free and replaces each 0 by a free one.
   *
   * @param host the address of all but health, which is always on loopback
   * @throws StartupException naming the option to change, if one is taken
   */
  Ports resolve(String host) {
    try (Probe httpProbe = Probe.open(host, http, "--http-port");
        Probe httpsProbe = Probe.open(host, https, "--https-port");
        Probe kmsProbe = Probe.open(host, kms, "--kms-port");
        Probe managementProbe = Probe.open(ServeOptions.LOOPBACK, management, "--management-port");
        @Nullable Probe consoleProbe =
            console.isPresent() ? Probe.ofConsole(host, console.getAsInt()) : null) {
      return new Ports(
          httpProbe.port(),
          httpsProbe.port(),
          kmsProbe.port(),
          managementProbe.port(),
          consoleProbe == null ? OptionalInt.empty() : OptionalInt.of(consoleProbe.port()));
    } catch (IOException e) {
      throw new StartupException("Cannot look for free ports.", e);
    }
  }

  /** Holds a port while the others are looked for, so that no two are the same. */
  private record Probe(ServerSocket socket) implements AutoCloseable {
    static Probe ofConsole(String host, int port) throws IOException {
      try {
        return open(host, port, "--console-port");
      } catch (StartupException taken) {
        if (port != STANDARD_CONSOLE) {
          throw taken;
        }
        return open(host, 0, "--console-port");
      }
    }

    static Probe open(String host, int port, String option) throws IOException {
      ServerSocket socket = new ServerSocket();
      try {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), 1);
        return new Probe(socket);
      } catch (IOException e) {
        socket.close();
        throw new StartupException(
            "Cannot listen on port %d of %s (%s); choose another with %s or --host."
                .formatted(port, host, DataDirectory.reason(e), option),
            e);
      }
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
