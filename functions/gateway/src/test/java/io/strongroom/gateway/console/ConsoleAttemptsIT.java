package io.strongroom.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.testkit.RunningServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who guesses. On a server of its own, since nobody gets in from this address then. */
class ConsoleAttemptsIT {

  @TempDir Path folder;

  @Test
  void signIn_guessing_isEndedByAPause() throws Exception {
    try (RunningServer server = RunningServer.start(folder.resolve("data")).awaitReady();
        Browser browser = Browser.of(server)) {
      String id = server.property("identity.properties", "root.access-key-id");
      browser.signedIn(server);
      for (int i = 0; i < 30; i++) {
        assertThat(browser.signIn(id, "guess-" + i).statusCode()).isEqualTo(403);
      }

      HttpResponse<String> answer =
          browser.signIn(id, server.property("identity.properties", "root.secret-access-key"));

      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("retry-after")).isPresent();
      assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
    }
  }

  @Test
  void serve_withoutConsole_hasNone() throws Exception {
    try (RunningServer server =
        RunningServer.start(folder.resolve("data"), "--no-console").awaitReady()) {
      assertThat(server.property("endpoints.properties", "console")).isEmpty();
      assertThat(server.out()).doesNotContain("Console");
    }
  }
}
