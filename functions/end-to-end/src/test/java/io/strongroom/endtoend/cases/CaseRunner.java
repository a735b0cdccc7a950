package io.strongroom.endtoend.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs cases, each with a bucket of its own. Thread-safe. */
public final class CaseRunner {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CaseServer server;
  private final AtomicInteger buckets = new AtomicInteger();

  public CaseRunner(CaseServer server) {
    this.server = server;
  }

  /** What differs from what the case expects; nothing when it passes. */
  public List<String> run(WireCase wireCase) {
    String bucket = "case-" + buckets.incrementAndGet() + "-bucket";
    Placeholders words = new Placeholders(bucket);
    CaseClient client = new CaseClient(server, wireCase, bucket, words);
    try {
      for (JsonNode step : setUp(wireCase)) {
        CaseAnswer answer = client.send(step);
        boolean as =
            step.has("status")
                ? answer.status() == step.path("status").asInt()
                : answer.status() < 400;
        if (!as) {
          return List.of(
              "step %s /%s?%s was answered %s"
                  .formatted(
                      step.path("method").asText(),
                      step.path("path").asText(),
                      String.join("&", names(step.path("query"))),
                      answer.summary()));
        }
        List<String> missing = save(step, answer, words, wireCase);
        if (!missing.isEmpty()) {
          return missing;
        }
      }
      CaseAnswer answer = client.send(wireCase.request());
      boolean head = wireCase.request().path("method").asText().equals("HEAD");
      return Expectation.differences(wireCase.expect(), words, answer, head);
    } catch (IOException e) {
      throw new UncheckedIOException(wireCase.id(), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static List<String> save(
      JsonNode step, CaseAnswer answer, Placeholders words, WireCase wireCase) {
    for (Map.Entry<String, JsonNode> each : step.path("save").properties()) {
      String place = each.getValue().asText().substring(2);
      var value =
          each.getValue().asText().startsWith("h:")
              ? answer.header(place)
              : answer.xml().flatMap(document -> document.text(place));
      if (value.isEmpty() && wireCase.mentions(each.getKey())) {
        return List.of("nothing to save as " + each.getKey() + ": " + place + " is absent");
      }
      value.ifPresent(there -> words.save(each.getKey(), there));
    }
    return List.of();
  }

  /** The bucket as the case wants it, then the case's own steps. */
  private static List<JsonNode> setUp(WireCase wireCase) {
    List<JsonNode> steps = new ArrayList<>();
    String prefix = wireCase.isObs() ? "x-obs-" : "x-amz-";
    switch (wireCase.bucket()) {
      case "missing" -> {}
      case "plain" -> steps.add(create());
      case "versioned" -> steps.addAll(List.of(create(), versioning("Enabled")));
      case "suspended" -> steps.addAll(List.of(create(), versioning("Suspended")));
      case "locked" -> {
        ObjectNode step = create();
        step.putObject("headers").put(prefix + "bucket-object-lock-enabled", "true");
        steps.add(step);
      }
      default -> throw new IllegalArgumentException("no such bucket: " + wireCase.bucket());
    }
    steps.addAll(wireCase.steps());
    return steps;
  }

  private static ObjectNode create() {
    return JSON.createObjectNode().put("method", "PUT").put("path", "").put("status", 200);
  }

  private static ObjectNode versioning(String status) {
    ObjectNode step = create();
    step.putObject("query").put("versioning", "");
    return step.put(
        "xml",
        "<VersioningConfiguration><Status>" + status + "</Status></VersioningConfiguration>");
  }
}
