package io.strongroom.storage.metadata;

import io.strongroom.domain.record.NotificationConfiguration;
import io.strongroom.domain.record.NotificationConfiguration.Kind;
import io.strongroom.domain.record.NotificationConfiguration.Listener;
import io.strongroom.domain.record.ObjectEvent;
import io.strongroom.domain.record.Told;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@link NotificationConfiguration} within the document of a bucket's settings, with what the
 * database decides by: routes, see {@code objects.routes_of}.
 */
final class NotificationColumn {

  private NotificationColumn() {}

  static JsonObject write(NotificationConfiguration configuration) {
    List<Listener> listeners = configuration.listeners();
    return new JsonObject()
        .put("listeners", new JsonArray(listeners.stream().map(NotificationColumn::json).toList()))
        .put("routes", new JsonArray(listeners.stream().map(NotificationColumn::route).toList()));
  }

  private static JsonObject route(Listener listener) {
    return new JsonObject()
        .put("lane", PostgresOutbox.prefix(Told.Lane.Kind.TELL) + listener.lane())
        .put(
            "events",
            new JsonArray(
                listener.events().stream()
                    .flatMap(name -> ObjectEvent.named(name).orElseThrow().stream())
                    .map(ObjectEvent::text)
                    .distinct()
                    .toList()))
        .put("prefix", listener.prefix().orElse(""))
        .put("suffix", listener.suffix().orElse(""));
  }

  private static JsonObject json(Listener listener) {
    JsonObject json =
        new JsonObject()
            .put("id", listener.id())
            .put("kind", listener.kind().name())
            .put("arn", listener.arn())
            .put("events", new JsonArray(listener.events()));
    listener.prefix().ifPresent(prefix -> json.put("prefix", prefix));
    listener.suffix().ifPresent(suffix -> json.put("suffix", suffix));
    return json;
  }

  static NotificationConfiguration read(JsonObject json) {
    JsonArray listeners = json.getJsonArray("listeners");
    return new NotificationConfiguration(
        IntStream.range(0, listeners.size())
            .mapToObj(listeners::getJsonObject)
            .map(NotificationColumn::listener)
            .toList());
  }

  private static Listener listener(JsonObject json) {
    JsonArray events = json.getJsonArray("events");
    return new Listener(
        json.getString("id"),
        Kind.valueOf(json.getString("kind")),
        json.getString("arn"),
        IntStream.range(0, events.size()).mapToObj(events::getString).toList(),
        Optional.ofNullable(json.getString("prefix")),
        Optional.ofNullable(json.getString("suffix")));
  }
}
