package io.strongroom.emulator.contract;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Requests without signatures, of either API. */
final class Wire {

  private final URI endpoint;

  Wire(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** An operation of the AWS API. */
  Reply aws(String operation, JsonObject members) {
    return raw("TrentService." + operation, members.encode());
  }

  /** Any body for a target of the AWS API. */
  Reply raw(String target, String text) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/"))
            .header("X-Amz-Target", target)
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(HttpRequest.BodyPublishers.ofString(text))
            .build();
    HttpResponse<String> answer = send(request);
    JsonObject body = parse(answer.body());
    String message = body.getString("message", body.getString("Message", ""));
    return new Reply(answer.statusCode(), body.getString("__type", ""), message, body);
  }

  /** A request of the DEW API; {@code path} begins with the version. */
  Reply dew(String method, String path, JsonObject members) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .header("Content-Type", "application/json")
            .method(
                method,
                members.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(members.encode()))
            .build();
    HttpResponse<String> answer = send(request);
    JsonObject body = parse(answer.body());
    JsonObject error = body.getJsonObject("error", body);
    return new Reply(
        answer.statusCode(),
        error.getString("error_code", ""),
        error.getString("error_msg", ""),
        body);
  }

  private static JsonObject parse(String body) {
    if (body.startsWith("[")) {
      return new JsonObject().put("list", new JsonArray(body));
    }
    return body.isEmpty() ? new JsonObject() : new JsonObject(body);
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
