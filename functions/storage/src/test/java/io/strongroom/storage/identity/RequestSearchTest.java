package io.strongroom.storage.identity;

import static io.strongroom.storage.identity.RecordsDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.crypto.name.AccountId;
import io.strongroom.domain.port.RequestRecords.Found;
import io.strongroom.domain.port.RequestRecords.Kept;
import io.strongroom.domain.port.RequestRecords.Sought;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestSearchTest {

  @AutoClose private final RecordsDatabase database = RecordsDatabase.create();

  @Test
  void latest_moreThanOnePage_goesOnWhereItEnded() {
    database.migrate();
    for (int batch = 0; batch < 3; batch++) {
      database.add(batch * 10, 10, "111111111111", "222222222222");
    }

    Found first = latest(all(), Optional.empty(), 13);

    assertThat(numbers(first)).isEqualTo(down(30, 18));
    assertThat(first.before()).hasValue(18L);
    Found second = latest(all(), first.before(), 13);
    assertThat(numbers(second)).isEqualTo(down(17, 5));
    Found third = latest(all(), second.before(), 13);
    assertThat(numbers(third)).isEqualTo(down(4, 1));
    assertThat(third.before()).isEmpty();
    assertThat(latest(all(), Optional.of(1L), 13))
        .isEqualTo(new Found(List.of(), Optional.empty()));
  }

  @Test
  void latest_nothingFitsInManyBatches_saysHowFarItLooked() {
    database.migrate();
    await(
        database
            .records()
            .add(List.of(RecordsDatabase.record(0, RecordsDatabase.NOVEMBER, "111111111111", ""))));
    for (int batch = 1; batch <= 30; batch++) {
      database.add(batch * 10, 2, "111111111111", "");
    }
    Sought sought = sought("0", "", "", "");

    Found none = latest(sought, Optional.empty(), 10);

    assertThat(none.records()).isEmpty();
    assertThat(none.before()).hasValue(61L - 50 + 1);
    assertThat(numbers(latest(sought, none.before(), 10))).containsExactly(1L);
  }

  @ParameterizedTest
  @CsvSource({
    "3, '', '', '', 1",
    "'', ar, '', '', 20",
    "'', ra, '', '', 0",
    "'', '', GetObject, '', 20",
    "'', '', GetObjec, '', 0",
    "'', '', '', line, 20",
    "'', '', '', ine, 0",
    "13, arn, GetObject, 'line', 1",
    "33, arn, GetObject, 'line', 0"
  })
  void latest_whatIsSought_allOfItHasToFit(
      String id, String principal, String operation, String key, int found) {
    database.migrate();
    database.add(0, 10, "111111111111", "");
    database.add(10, 10, "111111111111", "");

    assertThat(latest(sought(id, principal, operation, key), Optional.empty(), 100).records())
        .hasSize(found);
  }

  @Test
  void latest_ofAnAccountAndUntilAMoment_noOthers() throws SQLException {
    database.migrate();
    database.add(0, 2, "111111111111", "222222222222");
    database.add(2, 2, "333333333333", "");
    database.add(4, 2, "333333333333", "111111111111");
    database.run("update identity.request_batch set at = at - interval '1 hour' where last <= 4");
    Optional<AccountId> account = Optional.of(AccountId.of("111111111111"));

    assertThat(numbers(latest(sought(account, Optional.empty()), Optional.empty(), 9)))
        .containsExactly(6L, 5L, 2L, 1L);
    Instant halfAnHourAgo = Instant.now().minus(Duration.ofMinutes(30));
    assertThat(numbers(latest(sought(account, Optional.of(halfAnHourAgo)), Optional.empty(), 9)))
        .containsExactly(2L, 1L);
    assertThat(
            latest(
                sought(account, Optional.of(RecordsDatabase.NOVEMBER.minusSeconds(9))),
                Optional.empty(),
                9))
        .isEqualTo(new Found(List.of(), Optional.empty()));
  }

  private static Sought all() {
    return sought("", "", "", "");
  }

  private static Sought sought(String id, String principal, String operation, String key) {
    return new Sought(Optional.empty(), id, principal, operation, "", key, "", Optional.empty());
  }

  private static Sought sought(Optional<AccountId> account, Optional<Instant> until) {
    return new Sought(account, "", "", "", "", "", "allowed", until);
  }

  private Found latest(Sought sought, Optional<Long> before, int most) {
    return await(database.records().latest(sought, before, most));
  }

  private static List<Long> numbers(Found found) {
    return found.records().stream().map(Kept::number).toList();
  }

  private static List<Long> down(int from, int to) {
    return LongStream.rangeClosed(to, from).boxed().toList().reversed();
  }
}
