package io.strongroom.emulator.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {

  private static final HostNames HOSTS = new HostNames(Set.of("kms.example", "0.0.0.0"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:4566",
        "localhost.",
        "kms.localhost:1",
        "127.0.0.1",
        "127.8.9.10:80",
        "[::1]",
        "[::1]:4566",
        "192.0.2.1:4566",
        "kms.example",
        "KMS.example.:80"
      })
  void accepts_loopbackConfiguredAndOwnAddress(String host) {
    assertThat(HOSTS.accepts(host, "192.0.2.1")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example",
        "kms.example.evil.test",
        "localhost.evil.test",
        "127.0.0.1.evil.test",
        "evil.test:4566",
        "192.0.2.2",
        "[2001:db8::1]:80",
        "2130706433",
        "0x7f.1",
        "localhost@evil.test",
        "[::1].evil.test",
        "evil.test:127.0.0.1"
      })
  void accepts_othersNot(String host) {
    assertThat(HOSTS.accepts(host, "192.0.2.1")).isFalse();
  }
}
