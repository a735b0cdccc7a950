package io.strongroom.emulator.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of the admin API is for tests and answers at once: faults, their trace, the clock. */
@ApplicationScoped
class TestControls {

  private static final Set<String> RESOURCES = Set.of("faults", "trace", "clock", "reset");

  private final FaultAdmin faults;
  private final ClockAdmin clock;

  TestControls(FaultAdmin faults, ClockAdmin clock) {
    this.faults = faults;
    this.clock = clock;
  }

  /** Whether a request is for tests: one of these, or the reset of all. */
  static boolean isMeant(String request) {
    return RESOURCES.contains(request.substring(request.indexOf(' ') + 1));
  }

  /** The answer; empty for a request of another kind. */
  Optional<JsonObject> answer(String request, Map<String, String> query, Buffer body) {
    return Optional.ofNullable(
        switch (request) {
          case "GET faults" -> faults.show();
          case "POST faults" -> faults.add(body);
          case "DELETE faults" ->
              query.containsKey("name") ? faults.remove(query.get("name")) : faults.clear();
          case "GET trace" -> faults.trace();
          case "DELETE trace" -> faults.clearTrace();
          case "GET clock" -> clock.show();
          case "PUT clock" -> clock.set(body);
          case "DELETE clock" -> clock.reset();
          default -> null;
        });
  }

  /** No faults, and the clock right. */
  void reset() {
    faults.clear();
    clock.reset();
  }
}
