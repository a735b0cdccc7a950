package io.strongroom.storage.identity;

import static io.strongroom.storage.identity.RecordsDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.port.RequestRecords.Kept;
import io.strongroom.domain.port.RequestRecords.Usage;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PostgresRequestRecordsTest {

  @AutoClose private final RecordsDatabase database = RecordsDatabase.create();

  @Test
  void after_severalBatches_eachRecordOnceAndInOrder() {
    database.migrate();
    for (int batch = 0; batch < 3; batch++) {
      database.add(batch * 10, 10, "111111111111", "222222222222");
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
    database.migrate();
    database.add(0, 2, "111111111111", "222222222222");
    database.add(2, 2, "333333333333", "111111111111");
    database.add(4, 2, "333333333333", "");

    assertThat(after(0, Optional.of("111111111111"), 100))
        .extracting(Kept::number)
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(after(0, Optional.of("444444444444"), 100)).isEmpty();
  }

  @Test
  void broken_wholeChain_empty_andABatchChanged_itsFirstRecord() throws SQLException {
    database.migrate();
    for (int batch = 0; batch < 3; batch++) {
      database.add(batch * 10, 10, "111111111111", "");
    }
    assertThat(broken()).isEmpty();

    database.run(
        "update identity.request_batch set records = set_byte(records, 20, 1) where first = 11");
    assertThat(broken()).hasValue(11L);
  }

  @Test
  void broken_lastBatchTakenAway_told() throws SQLException {
    database.migrate();
    database.add(0, 10, "111111111111", "");
    database.add(10, 10, "111111111111", "");

    database.run("delete from identity.request_batch where first = 11");
    assertThat(broken()).hasValue(20L);
  }

  @Test
  void usage_ofTwoBatches_addedUpByMonthAccountBucketAndKey() {
    database.migrate();
    database.add(0, 10, "111111111111", "222222222222");
    database.add(10, 10, "111111111111", "222222222222");
    await(
        database
            .records()
            .add(
                List.of(
                    RecordsDatabase.record(
                        20, RecordsDatabase.DECEMBER, "111111111111", "222222222222"))));
    await(
        database
            .records()
            .add(List.of(RecordsDatabase.record(21, RecordsDatabase.NOVEMBER, "", ""))));

    assertThat(await(database.records().usage("2026-11", Optional.empty(), Optional.empty())))
        .containsExactly(
            new Usage(AccountId.of("222222222222"), "b\uFFFD", "key", 20, 20, 60, 100));
    assertThat(
            await(
                database
                    .records()
                    .usage(
                        "2026-12", Optional.of(AccountId.of("222222222222")), Optional.of("key"))))
        .containsExactly(new Usage(AccountId.of("222222222222"), "b\uFFFD", "key", 1, 1, 3, 5));
  }

  @Test
  void usage_ofAnotherKey_none() {
    database.migrate();
    database.add(0, 10, "111111111111", "222222222222");

    assertThat(await(database.records().usage("2026-11", Optional.empty(), Optional.of("other"))))
        .isEmpty();
  }

  @Test
  void v7_recordsThere_stayAndTheChainStaysWhole() throws SQLException {
    Flyway.configure()
        .dataSource(database.url(), RecordsDatabase.USER, RecordsDatabase.USER)
        .schemas("objects")
        .defaultSchema("objects")
        .locations("classpath:db/migration/objects")
        .load()
        .migrate();
    Flyway.configure()
        .dataSource(database.url(), RecordsDatabase.USER, RecordsDatabase.USER)
        .schemas("identity")
        .defaultSchema("identity")
        .locations("classpath:db/migration/identity")
        .target("4")
        .load()
        .migrate();
    String old = "select identity.note_requests('%s')";
    database.run(old.formatted(before(1, 2)));
    database.run(old.formatted(before(3)));

    database.migrate();
    database.add(4, 2, "111111111111", "");
    // As a process of the version before goes on doing it.
    database.run(old.formatted(before(6)));

    assertThat(broken()).isEmpty();
    assertThat(after(0, Optional.of("111111111111"), 100))
        .extracting(Kept::number)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(
            await(
                database
                    .records()
                    .usage("2026-11", Optional.of(AccountId.of("111111111111")), Optional.empty())))
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

  private List<Kept> after(long number, Optional<String> account, int most) {
    return await(database.records().after(number, account.map(AccountId::of), most));
  }

  private Optional<Long> broken() {
    return await(database.records().broken());
  }
}
