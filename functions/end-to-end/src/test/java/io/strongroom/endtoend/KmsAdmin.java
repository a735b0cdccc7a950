package io.strongroom.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strongroom.local.AdminSecretFile;
import io.strongroom.local.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The bundled KMS's quotas, faults and counters. */
final class KmsAdmin {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI endpoint;
  private final Path secretFile;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param data the server's data folder, with the secret that the admin API wants to be shown
   */
  KmsAdmin(URI endpoint, Path data) {
    this.endpoint = endpoint;
    this.secretFile = new DataDirectory(data).adminSecretFile();
  }

  /** Admits so many cryptographic requests a second. */
  void allow(int perSecond) {
    send("PUT", "throttle", "{\"quotas\":{\"symmetric\":%d}}".formatted(perSecond));
  }

  /** Answers the operation with an error, or with a throttle, until {@link #reset}. */
  void fail(String operation, String error) {
    send(
        "POST",
        "faults",
        """
        {"operation":"%s","action":"error","error":"%s","when":"before"}\
        """
            .formatted(operation, error));
  }

  /** The quotas of the start, no faults, counters at zero. */
  void reset() {
    send("DELETE", "throttle", "");
    send("DELETE", "faults", "");
    send("DELETE", "stats", "");
  }

  /** Calls by operation since the last reset, refused ones included. */
  Map<String, Integer> calls() {
    return numbers("calls");
  }

  /** Refusals by error since the last reset. */
  Map<String, Integer> refusals() {
    return numbers("refusals");
  }

  private Map<String, Integer> numbers(String name) {
    Map<String, Integer> numbers = new HashMap<>();
    send("GET", "stats", "")
        .path(name)
        .properties()
        .forEach(entry -> numbers.put(entry.getKey(), entry.getValue().asInt()));
    return numbers;
  }

  private JsonNode send(String method, String resource, String body) {
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(endpoint.resolve("/_admin/" + resource))
                  .header(AdminSecretFile.HEADER, AdminSecretFile.read(secretFile))
                  .method(method, BodyPublishers.ofString(body))
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(resource + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
