package io.strongroom.emulator.admin;

import io.strongroom.emulator.config.KmsConfig;
import io.strongroom.emulator.limit.CallCounters;
import io.strongroom.emulator.limit.HotKeys;
import io.strongroom.emulator.limit.RateLimiter;
import io.strongroom.emulator.limit.RateLimits;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;

/** Rates and counters. Thread-safe. */
@ApplicationScoped
class ThrottleAdmin {

  private final RateLimiter limiter;
  private final HotKeys hotKeys;
  private final CallCounters counters;
  private final KmsConfig config;

  ThrottleAdmin(RateLimiter limiter, HotKeys hotKeys, CallCounters counters, KmsConfig config) {
    this.limiter = limiter;
    this.hotKeys = hotKeys;
    this.counters = counters;
    this.config = config;
  }

  JsonObject show() {
    return ThrottleJson.show(limiter.limits(), config.defaultRegion())
        .put("hotKeyChanges", hotKeys.limit());
  }

  JsonObject set(Buffer body) {
    JsonObject json = new JsonObject(body);
    RateLimits limits = ThrottleJson.read(json);
    hotKeys.limit(json.getInteger("hotKeyChanges", 0));
    limiter.limits(limits);
    return show();
  }

  JsonObject reset() {
    limiter.reset();
    hotKeys.limit(0);
    return show();
  }

  JsonObject stats() {
    JsonObject calls = new JsonObject();
    counters.calls().forEach(calls::put);
    JsonObject refusals = new JsonObject();
    counters.refusals().forEach(refusals::put);
    return new JsonObject().put("calls", calls).put("refusals", refusals);
  }

  JsonObject resetStats() {
    counters.reset();
    return stats();
  }
}
