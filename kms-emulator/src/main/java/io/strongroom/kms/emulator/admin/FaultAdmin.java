package io.strongroom.kms.emulator.admin;

import io.strongroom.kms.emulator.fault.FaultAction;
import io.strongroom.kms.emulator.fault.FaultRule;
import io.strongroom.kms.emulator.fault.FaultRule.Frequency;
import io.strongroom.kms.emulator.fault.Faults;
import io.strongroom.kms.emulator.key.KmsError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Fault rules as JSON: {@code {"name": "slow", "operation": "Decrypt", "key": "…", "account": "…",
 * "first": 2, "every": 1, "probability": 1.0, "seed": 1, "when": "before", "action": "delay",
 * "millis": 200, "maxMillis": 400}}. Actions: {@code error} (with {@code "error":
 * "ThrottlingException"}), {@code delay}, {@code hang}, {@code reset}, {@code truncate}.
 * Thread-safe.
 */
@ApplicationScoped
class FaultAdmin {

  private final Faults faults;

  FaultAdmin(Faults faults) {
    this.faults = faults;
  }

  JsonObject show() {
    JsonArray rules = new JsonArray();
    for (Faults.Count count : faults.counts()) {
      rules.add(
          new JsonObject()
              .put("name", count.rule().name())
              .put("matched", count.matched())
              .put("struck", count.struck()));
    }
    return new JsonObject().put("rules", rules);
  }

  JsonObject add(Buffer body) {
    JsonObject json = new JsonObject(body);
    faults.add(
        new FaultRule(
            json.getString("name", "unnamed"),
            Optional.ofNullable(json.getString("operation")),
            Optional.ofNullable(json.getString("key")),
            Optional.ofNullable(json.getString("account")),
            new Frequency(
                json.getInteger("first", 0),
                json.getInteger("every", 1),
                json.getDouble("probability", 1.0),
                json.getLong("seed", 1L)),
            isAfter(json.getString("when", "before")),
            action(json)));
    return show();
  }

  JsonObject clear() {
    faults.clear();
    return show();
  }

  private static boolean isAfter(String when) {
    return switch (when) {
      case "before" -> false;
      case "after" -> true;
      default -> throw new IllegalArgumentException("when must be before or after");
    };
  }

  private static FaultAction action(JsonObject json) {
    return switch (json.getString("action", "")) {
      case "error" -> new FaultAction.Fail(error(json.getString("error", "")));
      case "delay" -> {
        Duration least = Duration.ofMillis(json.getLong("millis", 0L));
        Duration most = Duration.ofMillis(json.getLong("maxMillis", least.toMillis()));
        yield new FaultAction.Delay(least, most);
      }
      case "hang" -> new FaultAction.Hang();
      case "reset" -> new FaultAction.Reset();
      case "truncate" -> new FaultAction.Truncate();
      default ->
          throw new IllegalArgumentException(
              "action must be error, delay, hang, reset or truncate");
    };
  }

  private static KmsError error(String wireName) {
    return Arrays.stream(KmsError.values())
        .filter(error -> error.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown error name"));
  }
}
