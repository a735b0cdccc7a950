package io.strongroom.emulator.admin;

import io.strongroom.emulator.fault.FaultAction;
import io.strongroom.emulator.fault.FaultRule;
import io.strongroom.emulator.fault.Faults.Traced;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What struck, and the rules by which the same calls in the same order are struck again. */
final class FaultTrace {

  private static final List<String> CHANCE =
      List.of("first", "every", "probability", "seed", "maxMillis", "sigma", "delays");

  private FaultTrace() {}

  static JsonObject show(List<Traced> trace) {
    JsonArray strikes = new JsonArray();
    Map<FaultRule, JsonObject> replays = new LinkedHashMap<>();
    for (Traced traced : trace) {
      strikes.add(strike(traced));
      FaultRule rule = traced.strike().rule();
      add(replays.computeIfAbsent(rule, FaultTrace::withoutChance), traced);
    }
    return new JsonObject()
        .put("strikes", strikes)
        .put("replay", new JsonArray(List.copyOf(replays.values())));
  }

  private static JsonObject strike(Traced traced) {
    return new JsonObject()
        .put("rule", traced.strike().rule().name())
        .put("call", traced.strike().nth())
        .put("operation", traced.call().operation())
        .put("account", traced.call().account().value())
        .put("key", traced.call().keyNames().strip())
        .put("when", traced.strike().rule().after() ? "after" : "before")
        .put("delayMillis", traced.strike().delay().toMillis());
  }

  private static JsonObject withoutChance(FaultRule rule) {
    JsonObject json = new JsonObject(rule.source());
    CHANCE.forEach(json::remove);
    return json.put("at", new JsonArray());
  }

  private static void add(JsonObject replay, Traced traced) {
    replay.getJsonArray("at").add(traced.strike().nth());
    if (traced.strike().action() instanceof FaultAction.Delay) {
      if (!replay.containsKey("delays")) {
        replay.put("delays", new JsonArray());
      }
      replay.getJsonArray("delays").add(traced.strike().delay().toMillis());
    }
  }
}
