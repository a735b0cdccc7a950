package io.strongroom.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevProcessTest {

  private static final String SAID =
      """
      Strongroom is ready for tests. Ctrl-C stops it and removes everything.

        export AWS_ENDPOINT_URL=http://127.0.0.1:1
        export AWS_ENDPOINT_URL_KMS=http://127.0.0.1:2
        export AWS_ACCESS_KEY_ID=id
        export AWS_SECRET_ACCESS_KEY=secret
        export AWS_REGION=eu-west-1 AWS_DEFAULT_REGION=eu-west-1

        With TLS  https://127.0.0.1:3
        Faults    curl -X PUT 'http://127.0.0.1:4/dev/faults?percent=20&delay=50'
        Folder    /tmp/x
      """;

  @Test
  void start_readyServer_isKnown() throws Exception {
    try (DevProcess process =
        DevProcess.start(List.of("sh", "-c", "printf '%s' \"$1\"; sleep 60", "sh", SAID))) {
      assertThat(process.server())
          .isEqualTo(
              new StrongroomServer(
                  URI.create("http://127.0.0.1:1"),
                  URI.create("http://127.0.0.1:2"),
                  "id",
                  "secret",
                  "eu-west-1",
                  URI.create("http://127.0.0.1:4/dev/faults")));
    }
  }

  @Test
  void start_processThatEnds_saysSo() {
    assertThatThrownBy(() -> DevProcess.start(List.of("sh", "-c", "exit 1")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("before it was ready");
  }

  @Test
  void server_printed_doesNotTellTheSecret() throws Exception {
    try (DevProcess process =
        DevProcess.start(List.of("sh", "-c", "printf '%s' \"$1\"; sleep 60", "sh", SAID))) {
      assertThat(process.server().toString()).doesNotContain("secret");
    }
  }
}
