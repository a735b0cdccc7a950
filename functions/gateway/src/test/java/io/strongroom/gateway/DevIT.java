package io.strongroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.testkit.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dev} as a test suite meets it. */
class DevIT {

  @TempDir Path folder;

  private static String said(String out, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(out);
    assertThat(matcher.find()).as(out).isTrue();
    return matcher.group(1);
  }

  private static int status(String method, String uri) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(uri))
                  .method(method, HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  @Test
  void dev_knownKeysBucketsAndFaults_andNothingStays() throws Exception {
    try (RunningServer server =
        RunningServer.dev(folder, "--bucket=first-bucket", "--bucket=second-bucket").awaitReady()) {
      String out = server.out();
      String objects = said(out, "AWS_ENDPOINT_URL=(\\S+)");
      String faults = said(out, "PUT '(\\S+)\\?");
      Path data = Path.of(said(out, "Folder +(\\S+)"));
      assertThat(out).contains("AWS_ACCESS_KEY_ID=strongroom\n");
      // Nobody may look at them without the key: but they are there.
      assertThat(status("GET", objects + "/first-bucket")).isEqualTo(403);
      assertThat(status("GET", objects + "/third-bucket")).isEqualTo(404);

      assertThat(status("PUT", faults + "?percent=100")).isEqualTo(200);
      assertThat(status("GET", objects + "/first-bucket")).isEqualTo(503);
      assertThat(status("PUT", faults + "?percent=101")).isEqualTo(400);
      assertThat(status("DELETE", faults)).isEqualTo(200);
      assertThat(status("GET", objects + "/first-bucket")).isEqualTo(403);

      assertThat(Files.exists(data.resolve("identity.properties"))).isTrue();
      assertThat(server.terminate()).isZero();
      assertThat(data).doesNotExist();
    }
  }
}
