package io.strongroom.launcher;

import io.strongroom.local.DataDirectory;
import io.strongroom.local.StartupException;
import io.strongroom.policy.json.Json;
import io.strongroom.policy.json.JsonException;
import io.strongroom.policy.json.JsonReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Calls the operations on keys and jobs of the running server of a data folder, as its root. */
final class JobsClient {

  /** Counting many objects takes its time. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int DEPTH = 12;

  private final ServerConnection server;

  private JobsClient(ServerConnection server) {
    this.server = server;
  }

  /**
   * A client of the server that runs on the folder.
   *
   * @throws StartupException if none does, or the folder cannot be read
   */
  static JobsClient of(DataDirectory data) {
    return new JobsClient(ServerConnection.of(data, "s3"));
  }

  /** An object of an answer. */
  record Answer(Map<String, Json> members) {

    /** A text; empty where there is none. */
    String text(String name) {
      return members.get(name) instanceof Json.Text(String value) ? value : "";
    }

    /** A number; 0 where there is none. */
    long number(String name) {
      return members.get(name) instanceof Json.Numeral(String literal)
          ? Long.parseLong(literal)
          : 0;
    }

    boolean flag(String name) {
      return members.get(name) instanceof Json.Flag(boolean value) && value;
    }

    /** An object; one without members where there is none. */
    Answer object(String name) {
      return new Answer(
          members.get(name) instanceof Json.Members(Map<String, Json> inner) ? inner : Map.of());
    }

    List<Answer> objects(String name) {
      return list(name).stream()
          .map(
              each ->
                  new Answer(
                      each instanceof Json.Members(Map<String, Json> inner) ? inner : Map.of()))
          .toList();
    }

    List<String> texts(String name) {
      return list(name).stream()
          .map(each -> each instanceof Json.Text(String value) ? value : "")
          .toList();
    }

    private List<Json> list(String name) {
      return members.get(name) instanceof Json.Elements(List<Json> list) ? list : List.of();
    }
  }

  /** What a request says. */
  static final class Question {

    private final Map<String, Json> members = new LinkedHashMap<>();

    Question text(String name, String value) {
      members.put(name, new Json.Text(value));
      return this;
    }

    Question number(String name, long value) {
      members.put(name, new Json.Numeral(String.valueOf(value)));
      return this;
    }

    Question flag(String name) {
      members.put(name, new Json.Flag(true));
      return this;
    }

    Question texts(String name, Map<String, String> pairs) {
      Map<String, Json> inner = new LinkedHashMap<>();
      pairs.forEach((key, value) -> inner.put(key, new Json.Text(value)));
      members.put(name, new Json.Members(inner));
      return this;
    }
  }

  /**
   * Carries out an operation.
   *
   * @throws StartupException with what the server says, if it refuses
   */
  Answer call(String operation, Question question) {
    HttpResponse<byte[]> response =
        server.post(
            Map.of(
                "Content-Type",
                "application/x-amz-json-1.1",
                "X-Amz-Target",
                "StrongroomJobs." + operation),
            JsonText.of(question.members).getBytes(StandardCharsets.UTF_8),
            PATIENCE);
    Answer answer = read(new String(response.body(), StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      String message =
          answer.text("message").isEmpty() ? answer.text("Message") : answer.text("message");
      throw new StartupException(answer.text("__type") + ": " + message);
    }
    return answer;
  }

  /** An object that was an answer once. */
  static Answer read(String body) {
    try {
      return JsonReader.parse(body, DEPTH) instanceof Json.Members(Map<String, Json> members)
          ? new Answer(members)
          : new Answer(Map.of());
    } catch (JsonException e) {
      throw StartupException.because("The server's answer is no JSON", e);
    }
  }
}
