package io.strongroom.storage.metadata;

import io.strongroom.domain.record.ObjectMetadata;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link ObjectMetadata} as columns. */
@Embeddable
@SuppressWarnings("NullAway.Init") // Hibernate fills what the default constructor leaves.
class MetadataColumns {

  @Column(name = "system_metadata", nullable = false)
  private JsonObject system;

  @Column(name = "user_metadata", nullable = false)
  private JsonObject user;

  @Column(name = "storage_class")
  private @Nullable String storageClass;

  MetadataColumns() {}

  static MetadataColumns of(ObjectMetadata metadata) {
    MetadataColumns columns = new MetadataColumns();
    columns.system = json(metadata.system());
    columns.user = json(metadata.user());
    columns.storageClass = metadata.storageClass().orElse(null);
    return columns;
  }

  ObjectMetadata toDomain() {
    return new ObjectMetadata(map(system), map(user), Optional.ofNullable(storageClass));
  }

  static MetadataColumns of(Row row, int first) {
    MetadataColumns columns = new MetadataColumns();
    columns.system = row.getJsonObject(first);
    columns.user = row.getJsonObject(first + 1);
    columns.storageClass = row.getString(first + 2);
    return columns;
  }

  void addTo(Tuple parameters) {
    parameters.addValue(system).addValue(user).addValue(storageClass);
  }

  static JsonObject json(Map<String, String> pairs) {
    JsonObject json = new JsonObject();
    pairs.forEach(json::put);
    return json;
  }

  static Map<String, String> map(JsonObject json) {
    Map<String, String> pairs = new TreeMap<>();
    json.fieldNames().forEach(name -> pairs.put(name, json.getString(name)));
    return pairs;
  }
}
