package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.port.Objects.Change;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.Retention;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.VersionChange;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sets tags and locks of versions. A tag or a hold is set by one update of the version's row, on
 * which a deletion waits, too; a retention, which has rules, by a function of the database under
 * the lock on the key. Thread-safe.
 */
final class VersionMarkings {

  private static final String OF_OBJECT =
      " where bucket = $1 and key = $2 and version_id = $3 and not delete_marker";

  private static final String SET_TAGS = "update objects.object_version set tags = $4" + OF_OBJECT;

  private static final String DESCRIBE =
      "update objects.object_version set system_metadata = $4, user_metadata = $5,"
          + " storage_class = $6"
          + OF_OBJECT;

  private static final String SET_HOLD =
      "update objects.object_version set legal_hold = $4" + OF_OBJECT;

  private static final String SET_RESTORED =
      "update objects.object_version set restored_until = $4" + OF_OBJECT;

  private static final String SET_RETENTION =
      "select objects.set_retention($1, $2, $3, cast($4 as text), cast($5 as timestamptz),"
          + " cast($6 as boolean)) as outcome";

  private final Statements statements;

  VersionMarkings(Statements statements) {
    this.statements = statements;
  }

  Uni<Change> set(VersionRef version, VersionChange change) {
    return switch (change) {
      case VersionChange.Tags(List<Tag> tags) ->
          update(SET_TAGS, version, MetadataColumns.tags(tags));
      case VersionChange.Describe(ObjectMetadata metadata) ->
          statements.run(
              DESCRIBE,
              () -> {
                Tuple parameters = named(version);
                MetadataColumns.of(metadata).addFixedTo(parameters);
                return parameters;
              },
              VersionMarkings::outcome);
      case VersionChange.Restore(Instant until) -> update(SET_RESTORED, version, utc(until));
      case VersionChange.Hold(boolean on) -> update(SET_HOLD, version, on);
      case VersionChange.Retain(Optional<Retention> retention, boolean bypass) ->
          statements.one(
              SET_RETENTION,
              () ->
                  named(version)
                      .addValue(retention.map(set -> set.mode().name()).orElse(null))
                      .addValue(retention.map(set -> utc(set.until())).orElse(null))
                      .addValue(bypass),
              row -> outcome(row.getString("outcome")));
    };
  }

  private Uni<Change> update(String statement, VersionRef version, @Nullable Object value) {
    return statements.run(
        statement, () -> named(version).addValue(value), VersionMarkings::outcome);
  }

  private static Change outcome(RowSet<Row> rows) {
    return rows.rowCount() > 0 ? Change.DONE : Change.NOTHING_THERE;
  }

  private static Tuple named(VersionRef version) {
    return Tuple.tuple()
        .addValue(version.object().bucket().value())
        .addValue(version.object().key().value())
        .addValue(version.version().value());
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }

  private static Change outcome(String named) {
    return switch (named) {
      case "DONE" -> Change.DONE;
      case "NOTHING" -> Change.NOTHING_THERE;
      case "LOCKED" -> Change.PROTECTED;
      case String other -> throw new IllegalStateException("objects.set_retention: " + other);
    };
  }
}
