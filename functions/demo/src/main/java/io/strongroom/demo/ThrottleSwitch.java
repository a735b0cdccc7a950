package io.strongroom.demo;

import io.strongroom.local.AdminSecretFile;
import io.strongroom.local.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/**
 * Sets the request quota of the bundled KMS, through its admin API.
 *
 * @param resource the admin API's {@code throttle}
 * @param secretFile with what the API wants to be shown
 */
record ThrottleSwitch(URI resource, Path secretFile) {

  static ThrottleSwitch at(String kmsEndpoint, DataDirectory data) {
    return new ThrottleSwitch(URI.create(kmsEndpoint + "/_admin/throttle"), data.adminSecretFile());
  }

  /** One cryptographic request a second; who comes too early is told to wait one. */
  void slow() throws IOException, InterruptedException {
    send("PUT", BodyPublishers.ofString("{\"quotas\":{\"symmetric\":1},\"retryAfterSeconds\":1}"));
  }

  /** The quotas from before. */
  void reset() throws IOException, InterruptedException {
    send("DELETE", BodyPublishers.noBody());
  }

  private void send(String method, BodyPublisher body) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      int status =
          client
              .send(
                  HttpRequest.newBuilder(resource)
                      .header(AdminSecretFile.HEADER, AdminSecretFile.read(secretFile))
                      .method(method, body)
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      if (status != 200) {
        throw new IOException("the KMS answers " + status + " to a change of its quota");
      }
    }
  }
}
