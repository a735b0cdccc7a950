package io.strongroom.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.port.Expirations;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.BucketSettings;
import io.strongroom.domain.record.Expiration;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.LifecycleFilter;
import io.strongroom.domain.record.LifecycleRule;
import io.strongroom.domain.record.NoncurrentExpiration;
import io.strongroom.domain.testing.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often a sweep asks the database: each call of the port is one statement. */
class LifecycleBatchesTest {

  private static final int MANY = 10_000;
  private static final int BATCH = 1_000;
  private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");

  private final List<String> statements = new ArrayList<>();

  private int apply(Versioning versioning) {
    LifecycleRule rule =
        new LifecycleRule(
            "r",
            true,
            new LifecycleFilter(
                LifecycleFilter.Form.SINGLE,
                Optional.of(""),
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty()),
            Optional.of(new Expiration.AfterDays(1)),
            versioning.isKept()
                ? Optional.of(new NoncurrentExpiration(OptionalInt.of(1), OptionalInt.empty()))
                : Optional.empty(),
            OptionalInt.empty());
    Bucket bucket =
        new Bucket(Store.BUCKET, Store.CALLER.account(), Region.of("here"), NOW, Optional.empty())
            .with(
                BucketSettings.none()
                    .with(new BucketSetting.Rules(Optional.of(new Lifecycle(List.of(rule), ""))))
                    .with(versioning));
    return new ApplyLifecycle(new Counted(bucket), new Store().uploads, () -> NOW)
        .execute()
        .await()
        .indefinitely();
  }

  @Test
  void apply_manyObjects_twoStatementsForAThousand() {
    assertThat(apply(Versioning.UNVERSIONED)).isEqualTo(MANY);
    assertThat(statements).hasSize(1 + 2 * (MANY / BATCH) + 1);
  }

  @Test
  void apply_manyOldVersions_twoStatementsForAThousand() {
    assertThat(apply(Versioning.ENABLED)).isEqualTo(2 * MANY);
    assertThat(statements.stream().filter(each -> each.contains("ersions")))
        .hasSize(2 * (MANY / BATCH) + 1);
  }

  /** As many as there are of each kind, but no lone markers. */
  private final class Counted implements Expirations {

    private final Bucket bucket;

    Counted(Bucket bucket) {
      this.bucket = bucket;
    }

    @Override
    public Uni<List<Bucket>> buckets() {
      return answer("buckets", List.of(bucket));
    }

    @Override
    public Uni<Page<Candidate>> candidates(Question question) {
      int from = question.after().map(LifecycleBatchesTest::number).orElse(0);
      return answer(
          "candidates", page(from, i -> new Candidate(key(i), 1, Instant.EPOCH, List.of())));
    }

    @Override
    public Uni<Integer> expire(Bucket seen, List<Candidate> candidates) {
      return answer("expire", candidates.size());
    }

    @Override
    public Uni<Page<Candidate>> loneMarkers(Question question) {
      return answer("markers", new Page<>(List.of(), Optional.empty()));
    }

    @Override
    public Uni<Integer> expireMarkers(Bucket seen, List<Candidate> markers) {
      return answer("expireMarkers", markers.size());
    }

    @Override
    public Uni<Page<OldVersion>> oldVersions(VersionQuestion question) {
      int from = question.after().map(last -> number(last.key())).orElse(0);
      return answer(
          "oldVersions",
          page(from, i -> new OldVersion(key(i), new VersionId("v"), i, 1, false, List.of())));
    }

    @Override
    public Uni<Integer> expireVersions(Bucket seen, List<OldVersion> versions, Patience patience) {
      return answer("expireVersions", versions.size());
    }

    private <T> Uni<T> answer(String statement, T answer) {
      statements.add(statement);
      return Uni.createFrom().item(answer);
    }
  }

  private static <T> Expirations.Page<T> page(int from, IntFunction<T> each) {
    List<T> found = IntStream.range(from, Math.min(MANY, from + BATCH)).mapToObj(each).toList();
    return new Expirations.Page<>(
        found, found.size() == BATCH ? Optional.of(found.getLast()) : Optional.empty());
  }

  private static ObjectKey key(int number) {
    return new ObjectKey("%06d".formatted(number));
  }

  private static int number(ObjectKey key) {
    return Integer.parseInt(key.value()) + 1;
  }
}
