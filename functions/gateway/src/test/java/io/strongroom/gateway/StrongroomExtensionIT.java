package io.strongroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.junit.StrongroomExtension;
import io.strongroom.junit.StrongroomServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The extension as the tests of others use it, against this build. */
class StrongroomExtensionIT {

  @RegisterExtension
  static final StrongroomExtension STRONGROOM =
      new StrongroomExtension(
              List.of(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-Xmx256m",
                  "-jar",
                  System.getProperty("strongroom.application")))
          .withBucket("vault");

  private static int status(URI uri) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void server_isThere_withItsBucket_andFailsWhenTold(StrongroomServer server) throws Exception {
    URI bucket = server.endpoint().resolve("/vault");
    assertThat(server).isEqualTo(STRONGROOM.server());
    // Nobody without a key gets further; without the bucket it would be a 404.
    assertThat(status(bucket)).isEqualTo(403);
    assertThat(status(server.kmsEndpoint().resolve("/health"))).isEqualTo(200);

    server.failPercent(100);
    assertThat(status(bucket)).isEqualTo(503);
    server.heal();
    assertThat(status(bucket)).isEqualTo(403);
  }
}
