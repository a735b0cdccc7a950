package io.strongroom.endtoend.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One case of the file: what is set up, what is asked, and what is answered.
 *
 * @param dialect {@code s3} or {@code obs}
 * @param bucket the state of its bucket: {@code plain}, {@code versioned}, {@code suspended},
 *     {@code locked} or {@code missing}
 */
public record WireCase(
    String id,
    String area,
    String dialect,
    String bucket,
    List<JsonNode> steps,
    JsonNode request,
    JsonNode expect) {

  public WireCase {
    steps = List.copyOf(steps);
  }

  /** Whether the saved value is used anywhere: one that is not need not be there. */
  boolean mentions(String saved) {
    String all = steps.toString() + request + expect;
    return all.contains("{" + saved + "}") || all.contains("{" + saved + ":");
  }

  boolean isObs() {
    return dialect.equals("obs");
  }

  /** Every case of a file, in its order. */
  public static List<WireCase> read(Path file) throws IOException {
    List<WireCase> cases = new ArrayList<>();
    try (var in = Files.newInputStream(file)) {
      for (JsonNode each : new ObjectMapper().readTree(in).path("cases")) {
        List<JsonNode> steps = new ArrayList<>();
        each.path("steps").forEach(steps::add);
        cases.add(
            new WireCase(
                each.path("id").asText(),
                each.path("area").asText(),
                each.path("dialect").asText(),
                each.path("bucket").asText(),
                steps,
                each.path("request"),
                each.path("expect")));
      }
    }
    return cases;
  }
}
