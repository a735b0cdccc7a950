package io.strongroom.emulator.admin;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.fault.FaultAction;
import io.strongroom.emulator.fault.FaultRule;
import io.strongroom.emulator.fault.FaultRule.Frequency;
import io.strongroom.emulator.fault.Faults;
import io.strongroom.emulator.fault.Latency;
import io.strongroom.emulator.key.KmsError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fault rules as JSON: {@code {"name": "slow", "operation": "Decrypt", "key": "…", "account": "…",
 * "first": 2, "every": 1, "probability": 1.0, "seed": 1, "when": "before", "action": "delay",
 * "millis": 200, "maxMillis": 400}}; {@code "at": [3, 5]} names the calls themselves. Actions:
 * {@code error} (with {@code "error": "ThrottlingException"}), {@code delay} ({@code millis},
 * evenly up to {@code maxMillis}, or log-normal with {@code sigma} around {@code millis}, or {@code
 * delays} one after the other), {@code clock} ({@code millis} off), {@code hang}, {@code reset},
 * {@code truncate}, {@code garble} and {@code stale} (for {@code millis}). Thread-safe.
 */
@ApplicationScoped
class FaultAdmin {

  private static final Set<String> MEMBERS =
      Set.of(
          "name",
          "operation",
          "key",
          "account",
          "first",
          "every",
          "probability",
          "seed",
          "when",
          "action",
          "error",
          "millis",
          "maxMillis",
          "sigma",
          "at",
          "delays");
  private static final Pattern NAME = Pattern.compile("[ -~]{1,100}");
  private static final long STALE_IN_MILLIS = 60_000;

  private final Faults faults;
  private final KmsConfig config;

  FaultAdmin(Faults faults, KmsConfig config) {
    this.config = config;
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
    if (config.production()) {
      throw new IllegalArgumentException("strongroom.kms.production allows no faults");
    }
    for (String member : json.fieldNames()) {
      if (!MEMBERS.contains(member)) {
        throw new IllegalArgumentException("unknown member " + member);
      }
    }
    faults.add(
        new FaultRule(
            name(json.getString("name", "unnamed")),
            Optional.ofNullable(json.getString("operation")),
            Optional.ofNullable(json.getString("key")),
            Optional.ofNullable(json.getString("account")).map(AccountId::of),
            new Frequency(
                json.getInteger("first", 0),
                json.getInteger("every", 1),
                json.getDouble("probability", 1.0),
                json.getLong("seed", 1L),
                numbers(json, "at").map(Number::intValue).toList()),
            isAfter(json.getString("when", "before")),
            action(json),
            json.encode()));
    return show();
  }

  JsonObject trace() {
    return FaultTrace.show(faults.trace());
  }

  JsonObject clearTrace() {
    faults.clearTrace();
    return trace();
  }

  JsonObject remove(String name) {
    if (!faults.remove(name)) {
      throw new IllegalArgumentException("no rule has that name");
    }
    return show();
  }

  JsonObject clear() {
    faults.clear();
    return show();
  }

  // It may travel in a header.
  private static String name(String given) {
    if (!NAME.matcher(given).matches()) {
      throw new IllegalArgumentException("a name has 1 to 100 characters of ASCII");
    }
    return given;
  }

  private static Stream<Number> numbers(JsonObject json, String member) {
    return json.getJsonArray(member, new JsonArray()).stream().map(Number.class::cast);
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
      case "delay" -> new FaultAction.Delay(latency(json));
      case "clock" -> new FaultAction.Clock(Duration.ofMillis(json.getLong("millis", 0L)));
      case "hang" -> new FaultAction.Hang();
      case "reset" -> new FaultAction.Reset();
      case "truncate" -> new FaultAction.Truncate();
      case "garble" -> new FaultAction.Garble();
      case "stale" ->
          new FaultAction.Stale(Duration.ofMillis(json.getLong("millis", STALE_IN_MILLIS)));
      default ->
          throw new IllegalArgumentException(
              "action must be error, delay, clock, hang, reset, truncate, garble or stale");
    };
  }

  private static Latency latency(JsonObject json) {
    Duration millis = Duration.ofMillis(json.getLong("millis", 0L));
    if (json.containsKey("delays")) {
      return new Latency.Recorded(
          numbers(json, "delays").map(delay -> Duration.ofMillis(delay.longValue())).toList());
    }
    if (json.containsKey("sigma")) {
      return new Latency.LogNormal(millis, json.getDouble("sigma"));
    }
    Long most = json.getLong("maxMillis");
    return new Latency.Uniform(millis, most == null ? millis : Duration.ofMillis(most));
  }

  private static KmsError error(String wireName) {
    return Arrays.stream(KmsError.values())
        .filter(error -> error.wireName().equals(wireName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown error name"));
  }
}
