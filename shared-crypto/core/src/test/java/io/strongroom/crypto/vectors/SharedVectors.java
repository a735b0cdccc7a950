package io.strongroom.crypto.vectors;

import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Vectors of others, read where they are kept: {@code strongroom.vectors}, by default beside the
 * project. Without them the tests say so and do not run; with {@code CI=true} that is a failure.
 */
public final class SharedVectors {

  private SharedVectors() {}

  /** One test of a file and the group it is in. */
  public record Case(JsonNode group, JsonNode test) {

    public byte[] bytes(String field) {
      return HexFormat.of().parseHex(test.get(field).asText());
    }

    public boolean valid() {
      return test.get("result").asText().equals("valid");
    }

    public boolean flagged(String flag) {
      for (JsonNode node : test.get("flags")) {
        if (node.asText().equals(flag)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public String toString() {
      return "tcId " + test.get("tcId") + " " + test.get("comment").asText();
    }
  }

  /** Every case of {@code file}. */
  public static List<Case> read(String file) {
    Path path = folder().resolve(file);
    if (!Files.exists(path)) {
      String message = "no vectors at " + path + " (set -Dstrongroom.vectors=FOLDER)";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(message);
      }
      System.err.println("Not run: " + message);
      abort(message);
    }
    try {
      JsonNode root = new ObjectMapper().readTree(path.toFile());
      List<Case> cases = new ArrayList<>();
      for (JsonNode group : root.get("testGroups")) {
        for (JsonNode test : group.get("tests")) {
          cases.add(new Case(group, test));
        }
      }
      return cases;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder() {
    String set = System.getProperty("strongroom.vectors");
    return set != null
        ? Path.of(set)
        : Path.of(System.getProperty("strongroom.root", "../.."), "..", "shared", "vectors");
  }
}
