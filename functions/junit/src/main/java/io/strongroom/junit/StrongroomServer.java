package io.strongroom.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * A running server, as clients need to know it. Thread-safe.
 *
 * @param endpoint of objects, in the S3 and OBS dialects; plain HTTP, also for requests with keys
 * @param kmsEndpoint of AWS KMS's and DEW's API
 * @param faults where it is told to fail
 */
public record StrongroomServer(
    URI endpoint,
    URI kmsEndpoint,
    String accessKeyId,
    String secretAccessKey,
    String region,
    URI faults) {

  private static final int OK = 200;

  /** Answers so many of a hundred requests for objects 503 SlowDown, evenly spread. */
  public void failPercent(int percent) {
    send("PUT", "?percent=" + percent);
  }

  /** Has every request for objects wait first. */
  public void delay(int milliseconds) {
    send("PUT", "?delay=" + milliseconds);
  }

  /** Ends all faults. */
  public void heal() {
    send("DELETE", "");
  }

  private void send(String method, String query) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(faults + query))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw new IllegalArgumentException(answer.body().strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "StrongroomServer[" + endpoint + "]";
  }
}
