package io.strongroom.storage.metadata;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.identity.SealingKey;
import io.strongroom.domain.identity.StoredKey.SealedSecret;
import io.strongroom.domain.port.ReportKeys;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The key that reports are signed with, in PostgreSQL. Thread-safe. */
public final class PostgresReportKeys implements ReportKeys {

  private static final String FIND =
      """
      select r.public_key, r.private_key, s.id, s.kms_key_id, s.wrapped
        from objects.report_signer r join identity.sealing_key s on s.id = r.sealing_key
      """;

  private static final String ADD =
      """
      insert into objects.report_signer (public_key, sealing_key, private_key)
        values ($1, $2, $3) on conflict do nothing
      """;

  private static final String END =
      "select number, coalesce(nullif(encode(hash, 'hex'), ''), '-') from identity.request_head";

  private static final String HASH =
      "select encode(hash, 'hex') from identity.request_batch where last = $1";

  private final Statements statements;

  public PostgresReportKeys(Pool pool) {
    this.statements = new Statements(pool);
  }

  @Override
  public Uni<Optional<Pair>> find() {
    return statements.run(
        FIND,
        Tuple::tuple,
        rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .findFirst()
                .map(PostgresReportKeys::pair));
  }

  private static Pair pair(Row row) {
    return new Pair(
        bytes(row, 0),
        new SealedSecret(
            new SealingKey(row.getUUID(2), KmsKeyId.of(row.getString(3)), bytes(row, 4)),
            bytes(row, 1)));
  }

  private static WrappedKey bytes(Row row, int column) {
    return WrappedKey.of(row.getBuffer(column).getBytes());
  }

  @Override
  public Uni<Void> add(Pair pair) {
    return statements
        .run(
            ADD,
            () ->
                Tuple.of(
                    Buffer.buffer(pair.publicKey().bytes()),
                    pair.privateKey().key().id(),
                    Buffer.buffer(pair.privateKey().wrapped().bytes())),
            rows -> true)
        .replaceWithVoid();
  }

  @Override
  public Uni<Link> end() {
    return statements.one(END, Tuple::tuple, row -> new Link(row.getLong(0), row.getString(1)));
  }

  @Override
  public Uni<Optional<String>> hashAt(long number) {
    return statements.run(
        HASH,
        () -> Tuple.of(number),
        rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .findFirst()
                .map(row -> row.getString(0)));
  }
}
