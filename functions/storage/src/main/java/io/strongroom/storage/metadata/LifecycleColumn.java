package io.strongroom.storage.metadata;

import io.strongroom.domain.record.Expiration;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.LifecycleFilter;
import io.strongroom.domain.record.LifecycleRule;
import io.strongroom.domain.record.NoncurrentExpiration;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@link Lifecycle} within the document of a bucket's settings. What is absent has no member. */
final class LifecycleColumn {

  private LifecycleColumn() {}

  static JsonObject write(Lifecycle lifecycle) {
    return new JsonObject()
        .put("minimumSize", lifecycle.minimumSize())
        .put(
            "rules", new JsonArray(lifecycle.rules().stream().map(LifecycleColumn::json).toList()));
  }

  static Lifecycle read(JsonObject json) {
    JsonArray rules = json.getJsonArray("rules");
    return new Lifecycle(
        IntStream.range(0, rules.size())
            .mapToObj(rules::getJsonObject)
            .map(LifecycleColumn::rule)
            .toList(),
        json.getString("minimumSize"));
  }

  private static JsonObject json(LifecycleRule rule) {
    JsonObject json =
        new JsonObject()
            .put("id", rule.id())
            .put("enabled", rule.enabled())
            .put("filter", json(rule.filter()));
    rule.expiration()
        .ifPresent(
            expiration -> {
              switch (expiration) {
                case Expiration.AfterDays(var days) -> json.put("days", days);
                case Expiration.At(var date) -> json.put("date", date.toString());
                case Expiration.OfMarkers(var wanted) -> json.put("markers", wanted);
              }
            });
    rule.noncurrent()
        .ifPresent(
            noncurrent -> {
              noncurrent.days().ifPresent(days -> json.put("noncurrentDays", days));
              noncurrent.keep().ifPresent(keep -> json.put("noncurrentKept", keep));
            });
    rule.abortAfterDays().ifPresent(days -> json.put("abortAfterDays", days));
    return json;
  }

  private static LifecycleRule rule(JsonObject json) {
    OptionalInt days = number(json, "noncurrentDays");
    OptionalInt keep = number(json, "noncurrentKept");
    return new LifecycleRule(
        json.getString("id"),
        json.getBoolean("enabled"),
        filter(json.getJsonObject("filter")),
        Optional.ofNullable(expiration(json)),
        days.isEmpty() && keep.isEmpty()
            ? Optional.empty()
            : Optional.of(new NoncurrentExpiration(days, keep)),
        number(json, "abortAfterDays"));
  }

  private static @Nullable Expiration expiration(JsonObject json) {
    if (json.containsKey("days")) {
      return new Expiration.AfterDays(json.getInteger("days"));
    }
    if (json.containsKey("date")) {
      return new Expiration.At(Instant.parse(json.getString("date")));
    }
    return json.containsKey("markers")
        ? new Expiration.OfMarkers(json.getBoolean("markers"))
        : null;
  }

  static JsonObject json(LifecycleFilter filter) {
    JsonObject json =
        new JsonObject()
            .put("form", filter.form().name())
            .put("tags", new JsonArray(filter.tags().stream().map(SettingsColumn::json).toList()));
    filter.prefix().ifPresent(prefix -> json.put("prefix", prefix));
    filter.largerThan().ifPresent(size -> json.put("largerThan", size));
    filter.smallerThan().ifPresent(size -> json.put("smallerThan", size));
    return json;
  }

  static LifecycleFilter filter(JsonObject json) {
    JsonArray tags = json.getJsonArray("tags", new JsonArray());
    return new LifecycleFilter(
        LifecycleFilter.Form.valueOf(json.getString("form")),
        Optional.ofNullable(json.getString("prefix")),
        IntStream.range(0, tags.size())
            .mapToObj(tags::getJsonObject)
            .map(SettingsColumn::tag)
            .toList(),
        size(json, "largerThan"),
        size(json, "smallerThan"));
  }

  static OptionalInt number(JsonObject json, String name) {
    Integer number = json.getInteger(name);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static OptionalLong size(JsonObject json, String name) {
    Long size = json.getLong(name);
    return size == null ? OptionalLong.empty() : OptionalLong.of(size);
  }
}
