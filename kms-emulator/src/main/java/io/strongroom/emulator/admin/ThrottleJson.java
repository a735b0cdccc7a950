package io.strongroom.emulator.admin;

import io.strongroom.crypto.name.Region;
import io.strongroom.emulator.limit.Quota;
import io.strongroom.emulator.limit.QuotaRules;
import io.strongroom.emulator.limit.RateLimits;
import io.strongroom.emulator.limit.RetryHeaders;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Rates as JSON. */
final class ThrottleJson {

  private static final Set<String> MEMBERS =
      Set.of(
          "profile",
          "requestsPerSecond",
          "quotas",
          "shape",
          "costs",
          "blockMillis",
          "hotKeyChanges",
          "retryAfterSeconds",
          "amzRetryAfterMillis");
  private static final double TINY = 5;
  private static final double DEW_MANAGEMENT = 20;
  private static final double DEW_DATA_KEYS = 800;
  private static final double DEW_READS = 1000;

  private ThrottleJson() {}

  /**
   * Reads rates.
   *
   * @throws IllegalArgumentException when a member is unknown or cannot be
   */
  static RateLimits read(JsonObject json) {
    for (String member : json.fieldNames()) {
      if (!MEMBERS.contains(member)) {
        throw new IllegalArgumentException("unknown member " + member);
      }
    }
    RateLimits profile = profile(json.getString("profile", "aws"));
    Map<Quota, Double> single = new EnumMap<>(Quota.class);
    single.putAll(profile.single());
    numbers(json, "quotas")
        .forEach((name, rate) -> single.put(Quota.valueOf(name.toUpperCase(Locale.ROOT)), rate));
    return new RateLimits(
        Optional.ofNullable(json.getDouble("requestsPerSecond")).or(profile::all),
        single,
        new RetryHeaders(
            Optional.ofNullable(json.getInteger("retryAfterSeconds")),
            Optional.ofNullable(json.getInteger("amzRetryAfterMillis"))),
        new QuotaRules(
            shape(json.getString("shape", "smooth")),
            numbers(json, "costs"),
            Duration.ofMillis(json.getLong("blockMillis", 0L))));
  }

  private static RateLimits profile(String name) {
    return switch (name) {
      case "aws" -> new RateLimits(Optional.empty(), Map.of());
      case "tiny" -> new RateLimits(Optional.of(TINY), Map.of());
      case "dew" -> {
        Map<Quota, Double> rates = new EnumMap<>(Quota.class);
        for (Quota quota : Quota.values()) {
          rates.put(quota, DEW_MANAGEMENT);
        }
        rates.put(Quota.SYMMETRIC, DEW_DATA_KEYS);
        rates.put(Quota.DEW_DATA_KEY, DEW_DATA_KEYS);
        rates.put(Quota.DESCRIBE, DEW_READS);
        rates.put(Quota.DEW_READ, DEW_READS);
        yield new RateLimits(Optional.empty(), rates);
      }
      default -> throw new IllegalArgumentException("profile must be aws, dew or tiny");
    };
  }

  private static QuotaRules.Shape shape(String name) {
    return switch (name) {
      case "smooth" -> QuotaRules.Shape.SMOOTH;
      case "window" -> QuotaRules.Shape.WINDOW;
      default -> throw new IllegalArgumentException("shape must be smooth or window");
    };
  }

  private static Map<String, Double> numbers(JsonObject json, String member) {
    Map<String, Double> numbers = new TreeMap<>();
    json.getJsonObject(member, new JsonObject())
        .forEach(entry -> numbers.put(entry.getKey(), ((Number) entry.getValue()).doubleValue()));
    return numbers;
  }

  /** Shows rates as they are in {@code region}. */
  static JsonObject show(RateLimits limits, Region region) {
    JsonObject rates = new JsonObject();
    limits
        .rates(region)
        .forEach((quota, rate) -> rates.put(quota.name().toLowerCase(Locale.ROOT), rate));
    JsonObject json = new JsonObject().put("quotas", rates);
    limits.all().ifPresent(rate -> json.put("requestsPerSecond", rate));
    limits.hints().retryAfterInSeconds().ifPresent(s -> json.put("retryAfterSeconds", s));
    limits.hints().amzRetryAfterInMillis().ifPresent(ms -> json.put("amzRetryAfterMillis", ms));
    JsonObject costs = new JsonObject();
    limits.rules().costs().forEach(costs::put);
    return json.put("shape", limits.rules().shape().name().toLowerCase(Locale.ROOT))
        .put("costs", costs)
        .put("blockMillis", limits.rules().block().toMillis());
  }
}
