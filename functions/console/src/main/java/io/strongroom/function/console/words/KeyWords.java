package io.strongroom.function.console.words;

import io.strongroom.function.console.words.EncryptionWords.Fact;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keys in plain words, from what the KMS says of them. Stateless. */
public final class KeyWords {

  private KeyWords() {}

  /** What is made of it. */
  public static String spec(String spec) {
    return switch (spec) {
      case "SYMMETRIC_DEFAULT" -> "Encryption (AES-256; SM4 in China regions)";
      default -> spec.replace('_', ' ');
    };
  }

  /** Whether it can be used. */
  public static String state(String state) {
    return switch (state) {
      case "Enabled" -> "In use";
      case "Disabled" -> "Disabled";
      case "PendingDeletion" -> "Will be deleted";
      case "PendingImport" -> "Waits for its material";
      default -> state;
    };
  }

  /** All there is to know of it. */
  public static List<Fact> facts(JsonObject key) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("ARN", key.getString("Arn", "")));
    facts.add(new Fact("State", state(key.getString("KeyState", ""))));
    facts.add(new Fact("Kind", spec(key.getString("KeySpec", ""))));
    facts.add(
        new Fact(
            "Managed by",
            key.getString("KeyManager", "").equals("AWS") ? "the service" : "its account"));
    facts.add(new Fact("Created", time(key, "CreationDate")));
    if (key.getString("Description", "").length() > 0) {
      facts.add(new Fact("Description", key.getString("Description")));
    }
    if (key.containsKey("DeletionDate")) {
      facts.add(new Fact("Deleted on", time(key, "DeletionDate")));
    }
    return List.copyOf(facts);
  }

  private static String time(JsonObject key, String name) {
    return Sizes.time(Instant.ofEpochSecond(key.getDouble(name, 0.0).longValue()));
  }
}
