package io.strongroom.storage.metadata;

import io.strongroom.domain.record.ObjectLock;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.Retention;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.VersionMarks;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@link ObjectMetadata} as columns. */
@Embeddable
@SuppressWarnings("NullAway.Init") // Hibernate fills what the default constructor leaves.
class MetadataColumns {

  /** In the order in which they are read and added. */
  static final List<String> NAMES =
      List.of(
          "system_metadata",
          "user_metadata",
          "storage_class",
          "tags",
          "lock_mode",
          "lock_until",
          "legal_hold");

  /** How many there are. */
  static final int WIDTH = NAMES.size();

  /** How many of them stay as they are written. */
  static final int FIXED = 3;

  @Column(name = "system_metadata", nullable = false)
  private JsonObject system;

  @Column(name = "user_metadata", nullable = false)
  private JsonObject user;

  @Column(name = "storage_class")
  private @Nullable String storageClass;

  @Column(name = "tags")
  private @Nullable String tags;

  @Enumerated(EnumType.STRING)
  @Column(name = "lock_mode", columnDefinition = "text")
  private Retention.@Nullable Mode lockMode;

  @Column(name = "lock_until")
  private @Nullable Instant lockUntil;

  @Column(name = "legal_hold")
  private @Nullable Boolean legalHold;

  MetadataColumns() {}

  static MetadataColumns of(ObjectMetadata metadata) {
    MetadataColumns columns = new MetadataColumns();
    columns.system = json(metadata.system());
    columns.user = json(metadata.user());
    columns.storageClass = metadata.storageClass().orElse(null);
    VersionMarks marks = metadata.marks();
    columns.tags = tags(marks.tags());
    columns.lockMode = marks.lock().retention().map(Retention::mode).orElse(null);
    columns.lockUntil = marks.lock().retention().map(Retention::until).orElse(null);
    columns.legalHold = marks.lock().legalHold().orElse(null);
    return columns;
  }

  ObjectMetadata toDomain() {
    return new ObjectMetadata(
        map(system),
        map(user),
        Optional.ofNullable(storageClass),
        new VersionMarks(
            tags(tags),
            new ObjectLock(
                Optional.ofNullable(lockMode)
                    .map(mode -> new Retention(mode, Objects.requireNonNull(lockUntil))),
                Optional.ofNullable(legalHold))));
  }

  static MetadataColumns of(Row row, int first) {
    MetadataColumns columns = new MetadataColumns();
    columns.system = row.getJsonObject(first);
    columns.user = row.getJsonObject(first + 1);
    columns.storageClass = row.getString(first + 2);
    columns.tags = row.getString(first + 3);
    String mode = row.getString(first + 4);
    columns.lockMode = mode == null ? null : Retention.Mode.valueOf(mode);
    OffsetDateTime until = row.getOffsetDateTime(first + 5);
    columns.lockUntil = until == null ? null : until.toInstant();
    columns.legalHold = row.getBoolean(first + 6);
    return columns;
  }

  /** Those that stay as they are written. */
  void addFixedTo(Tuple parameters) {
    parameters.addValue(system).addValue(user).addValue(storageClass);
  }

  /** The others. */
  void addMarksTo(Tuple parameters) {
    parameters
        .addValue(tags)
        .addValue(lockMode == null ? null : lockMode.name())
        .addValue(lockUntil == null ? null : lockUntil.atOffset(ZoneOffset.UTC))
        .addValue(legalHold);
  }

  /** As the column has them: null where there are none. */
  static @Nullable String tags(List<Tag> tags) {
    return tags.isEmpty()
        ? null
        : new JsonArray(tags.stream().map(SettingsColumn::json).toList()).encode();
  }

  static List<Tag> tags(@Nullable String column) {
    JsonArray array = column == null ? new JsonArray() : new JsonArray(column);
    return IntStream.range(0, array.size())
        .mapToObj(array::getJsonObject)
        .map(SettingsColumn::tag)
        .toList();
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
