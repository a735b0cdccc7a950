package io.strongroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthHostsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST.:8080",
        "a.localhost",
        "127.0.0.1:9000",
        "[::1]:1",
        "[::1]"
      })
  void isOwn_ofThisMachine_true(String host) {
    assertThat(HealthHosts.isOwn(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rebound.example",
        "rebound.example:9000",
        "127.0.0.1.rebound.example",
        "localhost.rebound.example",
        "192.0.2.7",
        "[2001:db8::1]:9000",
        "user@rebound.example",
        "a b",
        ""
      })
  void isOwn_ofAnybodyElse_false(String host) {
    assertThat(HealthHosts.isOwn(host)).isFalse();
  }
}
