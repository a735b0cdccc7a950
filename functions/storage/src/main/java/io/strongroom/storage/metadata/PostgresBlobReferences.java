package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.BlobReferences;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Counts of references to blobs, in PostgreSQL. Thread-safe. */
public final class PostgresBlobReferences implements BlobReferences {

  // Blobs condemned by a collector that died before it could forget them come up again.
  private static final String CONDEMN =
      "update objects.blob set condemned = true where id in ("
          + "select id from objects.blob where refs = 0 and marked_at <= $1"
          + " and not exists (select from objects.collection_hold where ends_at > now())"
          + " order by marked_at limit $2 for update skip locked) returning id";

  // Bytes beside the record go with their blob's row.
  private static final String FORGET = "delete from objects.blob where condemned and id = any($1)";

  private static final String KNOWN = "select id from objects.blob where id = any($1)";

  private final Statements statements;
  private final InstantSource clock;
  private final Duration grace;

  /**
   * @param clock of the database, or close to it
   * @param grace how long a blob stays after its last reference went: longer than any download
   */
  public PostgresBlobReferences(Pool pool, InstantSource clock, Duration grace) {
    this.statements = new Statements(pool);
    this.clock = clock;
    this.grace = grace;
  }

  @Override
  public Uni<List<UUID>> collectable(int limit) {
    return statements.run(
        CONDEMN,
        () -> Tuple.of(clock.instant().minus(grace).atOffset(ZoneOffset.UTC), limit),
        PostgresBlobReferences::ids);
  }

  @Override
  public Uni<Void> forget(Collection<UUID> blobs) {
    return blobs.isEmpty()
        ? Uni.createFrom().voidItem()
        : statements
            .run(FORGET, () -> Tuple.tuple().addValue(PostgresObjects.array(blobs)), rows -> rows)
            .replaceWithVoid();
  }

  @Override
  public Uni<Set<UUID>> known(Collection<UUID> blobs) {
    return statements.run(
        KNOWN,
        () -> Tuple.tuple().addValue(PostgresObjects.array(blobs)),
        rows -> new HashSet<>(ids(rows)));
  }

  private static List<UUID> ids(RowSet<Row> rows) {
    List<UUID> ids = new ArrayList<>();
    rows.forEach(row -> ids.add(row.getUUID(0)));
    return ids;
  }
}
