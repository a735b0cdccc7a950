package io.strongroom.kms.emulator.admin;

import io.strongroom.kms.emulator.limit.CallCounters;
import io.strongroom.kms.emulator.limit.Quota;
import io.strongroom.kms.emulator.limit.RateLimiter;
import io.strongroom.kms.emulator.limit.RateLimits;
import io.strongroom.kms.emulator.limit.RetryHints;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Rates and counters. Thread-safe. */
@ApplicationScoped
class ThrottleAdmin {

  private final RateLimiter limiter;
  private final CallCounters counters;

  ThrottleAdmin(RateLimiter limiter, CallCounters counters) {
    this.limiter = limiter;
    this.counters = counters;
  }

  JsonObject show() {
    RateLimits limits = limiter.limits();
    JsonObject rates = new JsonObject();
    limits.rates().forEach((quota, rate) -> rates.put(quota.name().toLowerCase(Locale.ROOT), rate));
    JsonObject json = new JsonObject().put("quotas", rates);
    limits.all().ifPresent(rate -> json.put("requestsPerSecond", rate));
    limits.hints().retryAfterInSeconds().ifPresent(s -> json.put("retryAfterSeconds", s));
    limits.hints().amzRetryAfterInMillis().ifPresent(ms -> json.put("amzRetryAfterMillis", ms));
    return json;
  }

  JsonObject set(Buffer body) {
    JsonObject json = new JsonObject(body);
    Map<Quota, Double> single = new EnumMap<>(Quota.class);
    json.getJsonObject("quotas", new JsonObject())
        .forEach(
            entry ->
                single.put(
                    Quota.valueOf(entry.getKey().toUpperCase(Locale.ROOT)),
                    ((Number) entry.getValue()).doubleValue()));
    RetryHints hints =
        new RetryHints(
            Optional.ofNullable(json.getInteger("retryAfterSeconds")),
            Optional.ofNullable(json.getInteger("amzRetryAfterMillis")));
    Optional<Double> all = Optional.ofNullable(json.getDouble("requestsPerSecond"));
    limiter.limits(new RateLimits(all, single, hints));
    return show();
  }

  JsonObject reset() {
    limiter.reset();
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
