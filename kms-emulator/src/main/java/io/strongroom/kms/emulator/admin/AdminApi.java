package io.strongroom.kms.emulator.admin;

import io.strongroom.kms.emulator.limit.CallCounters;
import io.strongroom.kms.emulator.limit.Quota;
import io.strongroom.kms.emulator.limit.RateLimiter;
import io.strongroom.kms.emulator.limit.RateLimits;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The admin API, JSON in and out.
 *
 * <ul>
 *   <li>{@code GET /_admin/throttle}: rates in force. {@code PUT} with {@code {"requestsPerSecond":
 *       5, "quotas": {"symmetric": 2}}} sets them, {@code DELETE} goes back to the configured ones.
 *   <li>{@code GET /_admin/stats}: calls by operation and refusals by error; {@code DELETE} zeroes.
 * </ul>
 *
 * <p>Thread-safe.
 */
@ApplicationScoped
public class AdminApi {

  /** Every path of this API begins so. */
  public static final String PREFIX = "/_admin/";

  private final RateLimiter limiter;
  private final CallCounters counters;

  AdminApi(RateLimiter limiter, CallCounters counters) {
    this.limiter = limiter;
    this.counters = counters;
  }

  /** Answers one request whose sender was found to be allowed. */
  public AdminReply answer(String method, String path, Buffer body) {
    return switch (method + " " + path.substring(PREFIX.length())) {
      case "GET throttle" -> AdminReply.ok(throttle());
      case "PUT throttle" -> setThrottle(body);
      case "DELETE throttle" -> {
        limiter.reset();
        yield AdminReply.ok(throttle());
      }
      case "GET stats" -> AdminReply.ok(stats());
      case "DELETE stats" -> {
        counters.reset();
        yield AdminReply.ok(stats());
      }
      default -> AdminReply.refused(404, "no such admin resource");
    };
  }

  private AdminReply setThrottle(Buffer body) {
    try {
      limiter.limits(limits(new JsonObject(body)));
      return AdminReply.ok(throttle());
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      return AdminReply.refused(400, "not valid throttle settings: " + e.getMessage());
    }
  }

  private static RateLimits limits(JsonObject json) {
    Map<Quota, Double> single = new EnumMap<>(Quota.class);
    json.getJsonObject("quotas", new JsonObject())
        .forEach(
            entry ->
                single.put(
                    Quota.valueOf(entry.getKey().toUpperCase(Locale.ROOT)),
                    ((Number) entry.getValue()).doubleValue()));
    return new RateLimits(Optional.ofNullable(json.getDouble("requestsPerSecond")), single);
  }

  private JsonObject throttle() {
    JsonObject rates = new JsonObject();
    limiter
        .limits()
        .rates()
        .forEach((quota, rate) -> rates.put(quota.name().toLowerCase(Locale.ROOT), rate));
    JsonObject json = new JsonObject().put("quotas", rates);
    limiter.limits().all().ifPresent(rate -> json.put("requestsPerSecond", rate));
    return json;
  }

  private JsonObject stats() {
    JsonObject calls = new JsonObject();
    counters.calls().forEach(calls::put);
    JsonObject refusals = new JsonObject();
    counters.refusals().forEach(refusals::put);
    return new JsonObject().put("calls", calls).put("refusals", refusals);
  }
}
