package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.port.BlobPlacements;
import io.strongroom.domain.record.BlobHome;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Where blobs are, in their rows in PostgreSQL. Thread-safe. */
public final class PostgresBlobPlacements implements BlobPlacements {

  private static final String OUTSIDE =
      "not exists (select from objects.blob_bytes y where y.blob_id = b.id)";

  private static final String PLACE =
      "update objects.blob b set home = $2"
          + " where b.id = any($1) and b.home is distinct from cast($2 as smallint)";

  private static final String NOT_IN =
      "select b.id from objects.blob b"
          + " where b.home is distinct from cast($1 as smallint) and b.refs > 0"
          + " and (cast($2 as uuid) is null or b.id > cast($2 as uuid)) and "
          + OUTSIDE
          + " order by b.id limit $3";

  private static final String COUNT =
      "select count(*) filter (where b.home = 0), count(*) filter (where b.home = 1),"
          + " count(*) filter (where b.home is null) from objects.blob b where b.refs > 0 and "
          + OUTSIDE;

  private final Statements statements;

  public PostgresBlobPlacements(Pool pool) {
    this.statements = new Statements(pool);
  }

  private static short column(BlobHome home) {
    return switch (home) {
      case FOLDER -> 0;
      case STORE -> 1;
    };
  }

  @Override
  public Uni<Void> place(Collection<UUID> blobs, BlobHome home) {
    return blobs.isEmpty()
        ? Uni.createFrom().voidItem()
        : statements
            .run(
                PLACE,
                () -> Tuple.tuple().addValue(PostgresObjects.array(blobs)).addShort(column(home)),
                rows -> rows)
            .replaceWithVoid();
  }

  @Override
  public Uni<List<UUID>> notIn(BlobHome home, Optional<UUID> after, int limit) {
    return statements.run(
        NOT_IN,
        () -> Tuple.of(column(home), after.orElse(null), limit),
        rows -> {
          List<UUID> ids = new ArrayList<>();
          rows.forEach(row -> ids.add(row.getUUID(0)));
          return ids;
        });
  }

  @Override
  public Uni<Count> count() {
    return statements.one(
        COUNT, Tuple::tuple, row -> new Count(row.getLong(0), row.getLong(1), row.getLong(2)));
  }
}
