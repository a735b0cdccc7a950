package io.strongroom.storage.metadata;

import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.record.ReplicationConfiguration;
import io.strongroom.domain.record.ReplicationRule;
import io.strongroom.domain.record.ReplicationRule.Destination;
import io.strongroom.domain.record.Told;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * {@link ReplicationConfiguration} within the document of a bucket's settings, with what the
 * database decides by: routes, see {@code objects.routes_of}.
 */
final class ReplicationColumn {

  /** What there is to copy. What goes by itself does so in each bucket. */
  private static final List<String> COPIED =
      List.of(
          "ObjectCreated:Put",
          "ObjectCreated:Copy",
          "ObjectCreated:CompleteMultipartUpload",
          "ObjectTagging:Put",
          "ObjectTagging:Delete",
          "ObjectMetadata:Put",
          "ObjectLock:Put");

  private static final String MARKED = "ObjectRemoved:DeleteMarkerCreated";

  private ReplicationColumn() {}

  static JsonObject write(ReplicationConfiguration configuration) {
    List<ReplicationRule> rules = configuration.rules();
    return new JsonObject()
        .put("role", configuration.role())
        .put("rules", new JsonArray(rules.stream().map(ReplicationColumn::json).toList()))
        .put(
            "routes",
            new JsonArray(
                rules.stream()
                    .filter(ReplicationRule::enabled)
                    .map(ReplicationColumn::route)
                    .toList()));
  }

  private static JsonObject route(ReplicationRule rule) {
    Stream<String> events =
        rule.copiesMarkers() ? Stream.concat(COPIED.stream(), Stream.of(MARKED)) : COPIED.stream();
    JsonObject route =
        new JsonObject()
            .put("lane", PostgresOutbox.prefix(Told.Lane.Kind.COPY) + rule.destination().arn())
            .put("events", new JsonArray(events.toList()))
            .put("prefix", rule.filter().prefix().orElse(""))
            .put(
                "tags",
                new JsonArray(rule.filter().tags().stream().map(SettingsColumn::json).toList()));
    return rule.copiesUnderKms() ? route : route.put("withoutKms", true);
  }

  static ReplicationConfiguration read(JsonObject json) {
    JsonArray rules = json.getJsonArray("rules");
    return new ReplicationConfiguration(
        json.getString("role"),
        IntStream.range(0, rules.size())
            .mapToObj(rules::getJsonObject)
            .map(ReplicationColumn::rule)
            .toList());
  }

  private static JsonObject json(ReplicationRule rule) {
    Destination destination = rule.destination();
    JsonObject json =
        new JsonObject()
            .put("id", rule.id())
            .put("enabled", rule.enabled())
            .put("filter", LifecycleColumn.json(rule.filter()))
            .put("destination", destination.arn())
            .put("ownedThere", destination.ownedThere());
    rule.priority().ifPresent(priority -> json.put("priority", priority));
    rule.markers().ifPresent(markers -> json.put("markers", markers));
    rule.underKms().ifPresent(underKms -> json.put("underKms", underKms));
    rule.existing().ifPresent(existing -> json.put("existing", existing));
    destination.account().ifPresent(account -> json.put("account", account.value()));
    destination.storageClass().ifPresent(label -> json.put("storageClass", label));
    destination.key().ifPresent(key -> json.put("key", key.text()));
    return json;
  }

  private static ReplicationRule rule(JsonObject json) {
    return new ReplicationRule(
        json.getString("id"),
        LifecycleColumn.number(json, "priority"),
        json.getBoolean("enabled"),
        LifecycleColumn.filter(json.getJsonObject("filter")),
        Optional.ofNullable(json.getBoolean("markers")),
        Optional.ofNullable(json.getBoolean("underKms")),
        Optional.ofNullable(json.getBoolean("existing")),
        new Destination(
            json.getString("destination"),
            Optional.ofNullable(json.getString("account")).map(AccountId::of),
            json.getBoolean("ownedThere"),
            Optional.ofNullable(json.getString("storageClass")),
            Optional.ofNullable(json.getString("key")).map(KeyName::parse)));
  }
}
