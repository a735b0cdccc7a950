package io.strongroom.emulator.admin;

import io.strongroom.emulator.config.KmsClock;
import io.strongroom.emulator.config.KmsConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** A clock that is wrong on purpose, or ahead of its time. Not in production. Thread-safe. */
@ApplicationScoped
class ClockAdmin {

  private static final Duration MOST = Duration.ofDays(3660);

  private final KmsClock clock;
  private final KmsConfig config;

  ClockAdmin(KmsClock clock, KmsConfig config) {
    this.clock = clock;
    this.config = config;
  }

  JsonObject show() {
    return new JsonObject()
        .put("offsetMillis", clock.offset().toMillis())
        .put("now", clock.instant().toString());
  }

  JsonObject set(Buffer body) {
    Duration offset = Duration.ofMillis(new JsonObject(body).getLong("offsetMillis", 0L));
    if (config.production() || offset.abs().compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "the clock moves by ten years at most, and not in production");
    }
    clock.offset(offset);
    return show();
  }

  JsonObject reset() {
    clock.offset(Duration.ZERO);
    return show();
  }
}
