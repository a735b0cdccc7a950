package io.strongroom.storage.metadata;

import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.BucketSettings;
import io.strongroom.domain.record.CrossOriginRule;
import io.strongroom.domain.record.Tag;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@link BucketSettings} as one document: each setting under a name of its own, absent where it is
 * what every bucket has. Versioning has a column of its own.
 */
final class SettingsColumn {

  private static final String TAGS = "tags";
  private static final String CROSS_ORIGIN = "crossOrigin";

  /** Named by the statement that finds buckets with rules, too. */
  static final String LIFECYCLE = "lifecycle";

  /** Named by what tells of changes, too. */
  private static final String REPLICATION = "replication";

  private static final String NOTIFICATION = "notification";

  private static final String QUOTA = "quota";
  private static final String STORAGE_CLASS = "storageClass";
  private static final String WITHOUT_OWNERSHIP = "withoutOwnershipControls";

  private SettingsColumn() {}

  static BucketSettings read(@Nullable JsonObject document) {
    if (document == null) {
      return BucketSettings.none();
    }
    return new BucketSettings(
        list(document, TAGS, SettingsColumn::tag),
        list(document, CROSS_ORIGIN, SettingsColumn::rule),
        !document.getBoolean(WITHOUT_OWNERSHIP, false),
        Optional.ofNullable(document.getJsonObject(LIFECYCLE)).map(LifecycleColumn::read),
        Optional.empty(),
        Versioning.UNVERSIONED,
        new BucketSettings.Space(
            document.getLong(QUOTA, 0L), Optional.ofNullable(document.getString(STORAGE_CLASS))),
        new BucketSettings.Outlets(
            Optional.ofNullable(document.getJsonObject(REPLICATION)).map(ReplicationColumn::read),
            Optional.ofNullable(document.getJsonObject(NOTIFICATION))
                .map(NotificationColumn::read)));
  }

  /** Null where nothing is set. */
  static @Nullable JsonObject write(BucketSettings settings) {
    JsonObject document = new JsonObject();
    put(document, new BucketSetting.Tags(settings.tags()));
    put(document, new BucketSetting.CrossOrigin(settings.crossOrigin()));
    put(document, new BucketSetting.OwnershipControls(settings.ownershipControls()));
    put(document, new BucketSetting.Rules(settings.lifecycle()));
    put(document, new BucketSetting.Quota(settings.quota()));
    put(document, new BucketSetting.StorageClass(settings.storageClass()));
    put(document, new BucketSetting.Replication(settings.replication()));
    put(document, new BucketSetting.Notification(settings.notification()));
    document.fieldNames().removeIf(name -> document.getValue(name) == null);
    return document.isEmpty() ? null : document;
  }

  /** One setting under its name, which is null where it is what every bucket has. */
  static JsonObject change(BucketSetting setting) {
    JsonObject document = new JsonObject();
    put(document, setting);
    return document;
  }

  private static void put(JsonObject document, BucketSetting setting) {
    switch (setting) {
      case BucketSetting.Tags(var tags) -> document.put(TAGS, array(tags, SettingsColumn::json));
      case BucketSetting.CrossOrigin(var rules) ->
          document.put(CROSS_ORIGIN, array(rules, SettingsColumn::json));
      case BucketSetting.OwnershipControls(var present) ->
          document.put(WITHOUT_OWNERSHIP, present ? null : true);
      case BucketSetting.Quota(var bytes) -> document.put(QUOTA, bytes == 0 ? null : bytes);
      case BucketSetting.StorageClass(var byDefault) ->
          document.put(STORAGE_CLASS, byDefault.orElse(null));
      case BucketSetting.Replication(var rules) ->
          document.put(REPLICATION, rules.map(ReplicationColumn::write).orElse(null));
      case BucketSetting.Notification(var listeners) ->
          document.put(NOTIFICATION, listeners.map(NotificationColumn::write).orElse(null));
      // It has columns of its own.
      case BucketSetting.Lock _ -> {}
      case BucketSetting.Rules(var lifecycle) ->
          document.put(LIFECYCLE, lifecycle.map(LifecycleColumn::write).orElse(null));
    }
  }

  private static <T> @Nullable JsonArray array(List<T> values, Function<T, Object> json) {
    return values.isEmpty() ? null : new JsonArray(values.stream().map(json).toList());
  }

  private static <T> List<T> list(
      JsonObject document, String name, Function<JsonObject, T> element) {
    JsonArray array = document.getJsonArray(name, new JsonArray());
    return IntStream.range(0, array.size()).mapToObj(array::getJsonObject).map(element).toList();
  }

  static JsonObject json(Tag tag) {
    return new JsonObject().put("key", tag.key()).put("value", tag.value());
  }

  static Tag tag(JsonObject json) {
    return new Tag(json.getString("key"), json.getString("value"));
  }

  private static JsonObject json(CrossOriginRule rule) {
    JsonObject json =
        new JsonObject()
            .put("headers", new JsonArray(rule.allowedHeaders()))
            .put("methods", new JsonArray(rule.methods()))
            .put("origins", new JsonArray(rule.origins()))
            .put("exposed", new JsonArray(rule.exposedHeaders()));
    rule.id().ifPresent(id -> json.put("id", id));
    rule.maxAge().ifPresent(seconds -> json.put("maxAge", seconds));
    return json;
  }

  private static CrossOriginRule rule(JsonObject json) {
    Integer maxAge = json.getInteger("maxAge");
    return new CrossOriginRule(
        Optional.ofNullable(json.getString("id")),
        texts(json, "headers"),
        texts(json, "methods"),
        texts(json, "origins"),
        texts(json, "exposed"),
        maxAge == null ? OptionalInt.empty() : OptionalInt.of(maxAge));
  }

  private static List<String> texts(JsonObject json, String name) {
    JsonArray array = json.getJsonArray(name, new JsonArray());
    return IntStream.range(0, array.size()).mapToObj(array::getString).toList();
  }
}
