package io.strongroom.emulator.audit;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.config.KmsConfig;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The records in PostgreSQL. Plain SQL: a batch is one statement that is its own transaction, so
 * one round trip and one forced write of the database.
 *
 * <p>The end of the chain is kept in memory and is a condition of that statement. Another process
 * on the same database may have gone on with the chain: then nothing is written, the end is read
 * and the batch tried again; who is late twice takes the row's lock. Thread-safe; never blocks; one
 * batch at a time.
 */
@ApplicationScoped
class AuditTable {

  // One statement for a batch of any size: a tenth of the work of as many statements.
  private static final String APPEND =
      "WITH moved AS (UPDATE kms.audit_head SET seq = $9, hash = $10"
          + " WHERE id = 1 AND seq = $11 AND hash = $12 RETURNING seq),"
          + " added AS (INSERT INTO kms.audit_record"
          + " (seq, event_time, event_name, principal, key_arn, succeeded, record, hash)"
          + " SELECT fresh.* FROM unnest($1::bigint[], $2::timestamptz[], $3::text[], $4::text[],"
          + " $5::text[], $6::boolean[], $7::text[], $8::bytea[]) AS fresh"
          + " WHERE EXISTS (SELECT FROM moved))"
          + " SELECT seq FROM moved";

  private static final String HEAD = "SELECT seq, hash FROM kms.audit_head WHERE id = 1";

  private final Pool pool;

  /** The end of the chain as this process left it; empty when it is not known. */
  private volatile Optional<Head> known = Optional.empty();

  AuditTable(@ReactiveDataSource(KmsConfig.DATASOURCE) Pool pool) {
    this.pool = pool;
  }

  /** A stored record and its place in the chain. */
  static final class Link {
    private final long seq;
    private final String record;
    private final byte[] hash;

    Link(long seq, String record, byte[] hash) {
      this.seq = seq;
      this.record = record;
      this.hash = hash;
    }

    long seq() {
      return seq;
    }

    String record() {
      return record;
    }

    byte[] hash() {
      return hash.clone();
    }
  }

  /** Number and hash of the last record. */
  static final class Head {
    private final long seq;
    private final byte[] hash;

    Head(long seq, byte[] hash) {
      this.seq = seq;
      this.hash = hash;
    }

    long seq() {
      return seq;
    }

    byte[] hash() {
      return hash.clone();
    }
  }

  /** Adds records to the end of the chain, all or none. */
  Uni<Void> append(List<AuditRecord> records) {
    return known
        .map(head -> append(pool, head, records))
        .orElse(Uni.createFrom().item(false))
        .chain(done -> done ? done(true) : appendToRead(records))
        .chain(done -> done ? done(true) : appendLocked(records))
        .onFailure()
        // Whether it was written is not known: the next batch looks.
        .invoke(failure -> known = Optional.empty())
        .replaceWithVoid();
  }

  private static Uni<Boolean> done(boolean written) {
    return Uni.createFrom().item(written);
  }

  private Uni<Boolean> appendToRead(List<AuditRecord> records) {
    return readHead(pool, HEAD).chain(head -> append(pool, head, records));
  }

  private Uni<Boolean> appendLocked(List<AuditRecord> records) {
    return pool.withTransaction(
        connection ->
            readHead(connection, HEAD + " FOR UPDATE")
                .chain(head -> append(connection, head, records))
                .invoke(
                    written -> {
                      if (!written) {
                        throw new IllegalStateException("the chain moved under its lock");
                      }
                    }));
  }

  private static Uni<Head> readHead(SqlClient client, String query) {
    return client
        .query(query)
        .execute()
        .map(rows -> rows.iterator().next())
        .map(row -> new Head(row.getLong(0), row.getBuffer(1).getBytes()));
  }

  private Uni<Boolean> append(SqlClient client, Head head, List<AuditRecord> records) {
    AuditBatch batch = new AuditBatch(records, head);
    return client
        .preparedQuery(APPEND)
        .execute(batch.parameters())
        .map(rows -> rows.rowCount() == 1)
        .invoke(written -> known = written ? Optional.of(batch.end()) : Optional.empty());
  }

  /** Records in order, beginning behind {@code after}. */
  Uni<List<Link>> links(long after, int limit) {
    return pool.preparedQuery(
            "SELECT seq, record, hash FROM kms.audit_record WHERE seq > $1 ORDER BY seq LIMIT $2")
        .execute(Tuple.of(after, limit))
        .map(AuditTable::links);
  }

  /** Sequence number and hash of the end of the chain. */
  Uni<Link> head() {
    return pool.query("SELECT seq, '', hash FROM kms.audit_head WHERE id = 1")
        .execute()
        .map(rows -> links(rows).getFirst());
  }

  private static List<Link> links(RowSet<Row> rows) {
    List<Link> links = new ArrayList<>();
    for (Row row : rows) {
      Buffer hash = Buffer.newInstance(row.getBuffer(2).getDelegate());
      links.add(new Link(row.getLong(0), row.getString(1), hash.getBytes()));
    }
    return links;
  }

  /** Records that match, the newest first. */
  Uni<List<JsonObject>> find(AuditQuery query) {
    return pool.preparedQuery(
            "SELECT record FROM kms.audit_record"
                + " WHERE ($1::text IS NULL OR key_arn = $1)"
                + " AND ($2::text IS NULL OR principal = $2)"
                + " AND ($3::timestamptz IS NULL OR event_time >= $3)"
                + " AND ($4::timestamptz IS NULL OR event_time < $4)"
                + " ORDER BY seq DESC LIMIT $5")
        .execute(
            Tuple.of(
                query.key().orElse(null),
                query.principal().orElse(null),
                query.since().map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null),
                query.until().map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null),
                query.limit()))
        .map(AuditTable::records);
  }

  /** The last successful call on a key, other than calls that only look at it. */
  Uni<Optional<JsonObject>> lastUse(String keyArn, List<String> operations) {
    return pool.preparedQuery(
            "SELECT record FROM kms.audit_record WHERE key_arn = $1 AND succeeded"
                + " AND event_name = ANY($2) ORDER BY seq DESC LIMIT 1")
        .execute(Tuple.of(keyArn, operations.toArray(new String[0])))
        .map(rows -> records(rows).stream().findFirst());
  }

  private static List<JsonObject> records(RowSet<Row> rows) {
    List<JsonObject> records = new ArrayList<>();
    for (Row row : rows) {
      records.add(new JsonObject(row.getString(0)));
    }
    return records;
  }
}
