package io.strongroom.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.local.StartupException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void resolve_zeros_areFourDifferentFreePorts() {
    Ports ports = new Ports(0, 0, 0, 0).resolve("127.0.0.1");

    // Set.of throws on a repetition.
    assertThat(Set.of(ports.http(), ports.https(), ports.kms(), ports.management()))
        .allMatch(port -> port > 0);
  }

  @Test
  void resolve_takenPort_rejectedNamingTheOption() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Ports ports = new Ports(0, 0, taken.getLocalPort(), 0);

      assertThatThrownBy(() -> ports.resolve("127.0.0.1"))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining(Integer.toString(taken.getLocalPort()))
          .hasMessageContaining("--kms-port");
    }
  }

  @Test
  void resolve_fixedFreePort_isKept() {
    int free = new Ports(0, 0, 0, 0).resolve("127.0.0.1").https();

    assertThat(new Ports(0, free, 0, 0).resolve("127.0.0.1").https()).isEqualTo(free);
  }

  @Test
  void resolve_consoleOnItsStandardPort_isElsewhereWhereThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket()) {
      taken.setReuseAddress(true);
      try {
        taken.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 9444), 1);
      } catch (IOException takenBySomebodyElse) {
        // As good.
      }

      Ports ports = new Ports(0, 0, 0, 0, OptionalInt.of(9444)).resolve("127.0.0.1");

      assertThat(ports.console().orElseThrow()).isPositive().isNotEqualTo(9444);
    }
  }

  @Test
  void resolve_consoleOnAnotherPort_insists() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Ports ports = new Ports(0, 0, 0, 0, OptionalInt.of(taken.getLocalPort()));

      assertThatThrownBy(() -> ports.resolve("127.0.0.1"))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("--console-port");
    }
  }
}
