package io.strongroom.storage.identity;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.port.RequestRecords.Decision;
import io.strongroom.domain.port.RequestRecords.RequestRecord;
import io.strongroom.domain.port.RequestRecords.Target;
import io.strongroom.domain.port.RequestRecords.Who;
import io.strongroom.domain.port.RequestRecords.Work;
import io.strongroom.storage.StorageSchema;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.stream.IntStream;

/** Records of requests in a server of their own. */
final class RecordsDatabase implements AutoCloseable {

  static final String USER = "postgres";
  static final Instant NOVEMBER = Instant.parse("2026-11-30T23:59:59Z");
  static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

  private final EmbeddedPostgres server;
  private final Pool pool;
  private final PostgresRequestRecords records;

  private RecordsDatabase(EmbeddedPostgres server) {
    this.server = server;
    this.pool =
        PgBuilder.pool()
            .connectingTo(
                new PgConnectOptions()
                    .setHost("localhost")
                    .setPort(server.getPort())
                    .setDatabase(USER)
                    .setUser(USER)
                    .setPassword(USER))
            .build();
    this.records = new PostgresRequestRecords(pool, Region.of("us-east-1"));
  }

  /** Without any tables. */
  static RecordsDatabase create() {
    try {
      return new RecordsDatabase(EmbeddedPostgres.builder().start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void migrate() {
    StorageSchema.migrate(url(), USER, USER);
  }

  PostgresRequestRecords records() {
    return records;
  }

  String url() {
    return server.getJdbcUrl(USER, USER);
  }

  /** Adds a batch; ids count up from the first. */
  void add(int from, int count, String account, String owner) {
    await(
        records.add(
            IntStream.range(from, from + count)
                .mapToObj(id -> record(id, NOVEMBER, account, owner))
                .toList()));
  }

  static RequestRecord record(int id, Instant at, String account, String owner) {
    return new RequestRecord(
        at,
        Integer.toString(id),
        new Who(AccountId.of(account), PrincipalName.of("arn"), "", "", "127.0.0.1"),
        "GetObject",
        new Target("b\0", "line\nbreak \uD83D\uDE00", AccountId.of(owner)),
        new Decision("allowed", "s3:GetObject", "policy#1", 1),
        new Work(200, 3, 5, "aws:kms", 1, "key"));
  }

  void run(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), USER, USER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static <T> T await(Uni<T> uni) {
    return uni.await().indefinitely();
  }

  @Override
  public void close() {
    pool.close().toCompletionStage().toCompletableFuture().join();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
