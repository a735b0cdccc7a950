package io.strongroom.storage.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.PrincipalName;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.port.RequestRecords.Decision;
import io.strongroom.domain.port.RequestRecords.Kept;
import io.strongroom.domain.port.RequestRecords.RequestRecord;
import io.strongroom.domain.port.RequestRecords.Target;
import io.strongroom.domain.port.RequestRecords.Usage;
import io.strongroom.domain.port.RequestRecords.Who;
import io.strongroom.domain.port.RequestRecords.Work;
import io.strongroom.storage.StorageSchema;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresRequestRecordsTest {

  private static final String USER = "postgres";
  private static final Instant NOVEMBER = Instant.parse("2026-11-30T23:59:59Z");
  private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");

  private static EmbeddedPostgres server;
  private static int databases;

  private String url;
  private Pool pool;
  private PostgresRequestRecords records;

  @BeforeAll
  static void startServer() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void connect() throws SQLException {
    String name = "records" + databases++;
    url = server.getJdbcUrl(USER, USER);
    run("create database " + name);
    url = server.getJdbcUrl(USER, name);
    pool =
        PgBuilder.pool()
            .connectingTo(
                new PgConnectOptions()
                    .setHost("localhost")
                    .setPort(server.getPort())
                    .setDatabase(name)
                    .setUser(USER)
                    .setPassword(USER))
            .build();
    records = new PostgresRequestRecords(pool, Region.of("us-east-1"));
  }

  @AfterEach
  void disconnect() {
    pool.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void after_severalBatches_eachRecordOnceAndInOrder() {
    StorageSchema.migrate(url, USER, USER);
    for (int batch = 0; batch < 3; batch++) {
      add(batch * 10, 10, "111111111111", "222222222222");
    }

    assertThat(after(0, Optional.empty(), 100))
        .extracting(Kept::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 30).mapToObj(Long::valueOf).toList());
    assertThat(after(7, Optional.empty(), 5))
        .extracting(Kept::number)
        .containsExactly(8L, 9L, 10L, 11L, 12L);
    assertThat(after(29, Optional.empty(), 5))
        .singleElement()
        .satisfies(last -> assertThat(last.json()).contains("\"id\":\"29\""));
    assertThat(after(30, Optional.empty(), 5)).isEmpty();
  }

  @Test
  void after_ofAnAccount_whatItAskedAndWhatItOwns() {
    StorageSchema.migrate(url, USER, USER);
    add(0, 2, "111111111111", "222222222222");
    add(2, 2, "333333333333", "111111111111");
    add(4, 2, "333333333333", "");

    assertThat(after(0, Optional.of("111111111111"), 100))
        .extracting(Kept::number)
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(after(0, Optional.of("444444444444"), 100)).isEmpty();
  }

  @Test
  void broken_wholeChain_empty_andABatchChanged_itsFirstRecord() throws SQLException {
    StorageSchema.migrate(url, USER, USER);
    for (int batch = 0; batch < 3; batch++) {
      add(batch * 10, 10, "111111111111", "");
    }
    assertThat(broken()).isEmpty();

    run("update identity.request_batch set records = set_byte(records, 20, 1) where first = 11");
    assertThat(broken()).hasValue(11L);
  }

  @Test
  void broken_lastBatchTakenAway_told() throws SQLException {
    StorageSchema.migrate(url, USER, USER);
    add(0, 10, "111111111111", "");
    add(10, 10, "111111111111", "");

    run("delete from identity.request_batch where first = 11");
    assertThat(broken()).hasValue(20L);
  }

  @Test
  void usage_ofTwoBatches_addedUpByMonthAccountBucketAndKey() {
    StorageSchema.migrate(url, USER, USER);
    add(0, 10, "111111111111", "222222222222");
    add(10, 10, "111111111111", "222222222222");
    await(records.add(List.of(record(20, DECEMBER, "111111111111", "222222222222"))));
    await(records.add(List.of(record(21, NOVEMBER, "", ""))));

    assertThat(await(records.usage("2026-11", Optional.empty())))
        .containsExactly(
            new Usage(AccountId.of("222222222222"), "b\uFFFD", "key", 20, 20, 60, 100));
    assertThat(await(records.usage("2026-12", Optional.of(AccountId.of("222222222222")))))
        .containsExactly(new Usage(AccountId.of("222222222222"), "b\uFFFD", "key", 1, 1, 3, 5));
  }

  @Test
  void v7_recordsThere_stayAndTheChainStaysWhole() throws SQLException {
    Flyway.configure()
        .dataSource(url, USER, USER)
        .schemas("objects")
        .defaultSchema("objects")
        .locations("classpath:db/migration/objects")
        .load()
        .migrate();
    Flyway.configure()
        .dataSource(url, USER, USER)
        .schemas("identity")
        .defaultSchema("identity")
        .locations("classpath:db/migration/identity")
        .target("4")
        .load()
        .migrate();
    String old = "select identity.note_requests('%s')";
    run(old.formatted(before(1, 2)));
    run(old.formatted(before(3)));

    StorageSchema.migrate(url, USER, USER);
    add(4, 2, "111111111111", "");
    // As a process of the version before goes on doing it.
    run(old.formatted(before(6)));

    assertThat(broken()).isEmpty();
    assertThat(after(0, Optional.of("111111111111"), 100))
        .extracting(Kept::number)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(await(records.usage("2026-11", Optional.of(AccountId.of("111111111111")))))
        .extracting(Usage::bucket, Usage::requests)
        .contains(org.assertj.core.groups.Tuple.tuple("old", 4L));
  }

  private static String before(int... ids) {
    return IntStream.of(ids)
        .mapToObj(
            id ->
                """
                {"at": "2026-11-30T12:00:00Z", "id": "%d", "account": "111111111111", "owner": "",
                 "accessKeyId": "", "bucket": "old", "kmsKey": "", "kmsCalls": 0, "bytesIn": 1,
                 "bytesOut": 1, "service": "s3", "region": "us-east-1"}"""
                    .formatted(id))
        .toList()
        .toString();
  }

  private void add(int from, int count, String account, String owner) {
    await(
        records.add(
            IntStream.range(from, from + count)
                .mapToObj(id -> record(id, NOVEMBER, account, owner))
                .toList()));
  }

  private static RequestRecord record(int id, Instant at, String account, String owner) {
    return new RequestRecord(
        at,
        Integer.toString(id),
        new Who(AccountId.of(account), PrincipalName.of("arn"), "", "", "127.0.0.1"),
        "GetObject",
        new Target("b\0", "line\nbreak \uD83D\uDE00", AccountId.of(owner)),
        new Decision("allowed", "s3:GetObject", "policy#1", 1),
        new Work(200, 3, 5, "aws:kms", 1, "key"));
  }

  private List<Kept> after(long number, Optional<String> account, int most) {
    return await(records.after(number, account.map(AccountId::of), most));
  }

  private Optional<Long> broken() {
    return await(records.broken());
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().indefinitely();
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, USER, USER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
