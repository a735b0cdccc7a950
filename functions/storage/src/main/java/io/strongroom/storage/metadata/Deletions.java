package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects.Permit;
import io.strongroom.domain.record.Deletion;
import io.strongroom.domain.record.Deletion.Outcome;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deletes versions, one or many by one statement. Thread-safe. */
final class Deletions {

  private final Statements statements;

  Deletions(Statements statements) {
    this.statements = statements;
  }

  /**
   * @param condition on the current object of each
   * @return empty when the bucket is not the one that was seen
   */
  Uni<Optional<List<Deletion>>> run(
      BucketName bucket, List<Wanted> wanted, WriteCondition condition, Permit permit) {
    return statements.run(
        wanted.size() == 1 ? DeletionSql.ONE : DeletionSql.ALL,
        () -> parameters(bucket, wanted, condition, permit),
        rows -> deletions(rows, bucket, condition));
  }

  private static Tuple parameters(
      BucketName bucket, List<Wanted> wanted, WriteCondition condition, Permit permit) {
    return Tuple.tuple()
        .addValue(bucket.value())
        .addValue(permit.seen().orElse(null))
        .addValue(wanted.stream().map(each -> each.key().value()).toArray(String[]::new))
        .addValue(
            wanted.stream()
                .map(each -> each.version().map(VersionId::value).orElse(null))
                .toArray(String[]::new))
        .addValue(condition instanceof WriteCondition.IfMatches(ETag tag) ? tag.value() : null)
        .addValue(permit.bypassGovernance());
  }

  /** A bucket has one row at least; without any it is another one. */
  private static Optional<List<Deletion>> deletions(
      RowSet<Row> rows, BucketName bucket, WriteCondition condition) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    List<Deletion> deletions = new ArrayList<>();
    for (Row row : rows) {
      if (row.getString("key") != null) {
        deletions.add(deletion(row, bucket, condition));
      }
    }
    return Optional.of(deletions);
  }

  private static Deletion deletion(Row row, BucketName bucket, WriteCondition condition) {
    Wanted wanted =
        new Wanted(
            new ObjectRef(bucket, new ObjectKey(row.getString("key"))),
            Optional.ofNullable(row.getString("wanted")).map(VersionId::new));
    Outcome outcome = outcome(row, wanted, condition);
    WriteOutcome.tellOfLostBlobs(row, wanted.object());
    boolean kept = Versioning.valueOf(row.getString("versioning")).isKept();
    return new Deletion(
        wanted,
        outcome,
        Optional.ofNullable(row.getString("version_id")).filter(id -> kept).map(VersionId::new),
        row.getBoolean("delete_marker"));
  }

  private static Outcome outcome(Row row, Wanted wanted, WriteCondition condition) {
    return switch (row.getString("outcome")) {
      case "DONE" -> Outcome.DONE;
      case "NOTHING" -> Outcome.NOTHING_THERE;
      case "MARKED" -> Outcome.MARKED;
      case "FOREIGN" -> Outcome.UNKNOWN_VERSION;
      case "LOCKED" -> Outcome.PROTECTED;
      case "CONDITION" -> {
        condition.require(
            wanted.object(), Optional.ofNullable(row.getString("etag")).map(ETag::new));
        throw new Contended();
      }
      case String other -> throw new IllegalStateException("objects.delete_version: " + other);
    };
  }
}
