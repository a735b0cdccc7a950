package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.operation.ApplyLifecycle;
import io.strongroom.domain.port.Expirations.Candidate;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.Expiration;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.LifecycleFilter;
import io.strongroom.domain.record.LifecycleRule;
import io.strongroom.domain.testing.MetadataContract;
import io.strongroom.domain.testing.Records;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules carried out on records: what goes, what stays, and what a race leaves alone. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class PostgresExpirationsTest {

  /** Records are of 2026-11-22, in the morning: after a day of theirs. */
  private static final Instant NEXT_MIDNIGHT = Instant.parse("2026-11-24T00:00:00Z");

  @Inject PostgresPorts store;
  @Inject Vertx vertx;
  @Inject Pool pool;

  private final List<BucketName> made = new ArrayList<>();

  private <T> T await(Uni<T> uni) {
    return new OnVertx(vertx).await(uni);
  }

  private MetadataContract.Ports ports() {
    return store.ports();
  }

  /** A sweep is over all buckets: none is left for another test's. */
  @AfterEach
  void takeRulesAway() {
    made.forEach(
        name -> await(ports().buckets().set(name, new BucketSetting.Rules(Optional.empty()))));
  }

  @Test
  void apply_daysPassed_objectsOfTheFilterGoAndTheirBlobsAreFreed() {
    BucketName bucket = bucketWith(expiring("a/", OptionalLong.of(15), 1));
    UUID blob = put(bucket, "a/large", 2);
    put(bucket, "a/small", 1);
    put(bucket, "b/large", 2);

    int early = apply(NEXT_MIDNIGHT.minusMillis(1));
    int gone = apply(NEXT_MIDNIGHT);

    assertThat(early).isZero();
    assertThat(gone).isEqualTo(1);
    assertThat(isThere(bucket, "a/large")).isFalse();
    assertThat(isThere(bucket, "a/small")).isTrue();
    assertThat(isThere(bucket, "b/large")).isTrue();
    assertThat(await(ports().references().collectable(10_000))).contains(blob);
    assertThat(apply(NEXT_MIDNIGHT)).isZero();
  }

  @Test
  void apply_dateThatIsPast_everythingGoes() {
    BucketName bucket =
        bucketWith(
            rule(
                filter("", OptionalLong.empty()),
                Optional.of(new Expiration.At(NEXT_MIDNIGHT)),
                0));
    put(bucket, "k", 1);

    assertThat(apply(NEXT_MIDNIGHT.minusMillis(1))).isZero();
    assertThat(apply(NEXT_MIDNIGHT)).isEqualTo(1);
    assertThat(isThere(bucket, "k")).isFalse();
  }

  @Test
  void apply_uploadThatAged_isAborted() {
    BucketName bucket = bucketWith(rule(filter("u/", OptionalLong.empty()), Optional.empty(), 1));
    var aged =
        Records.upload(Records.ref(bucket, "u/k"), UUID.randomUUID().toString(), Records.TIME);
    var other =
        Records.upload(Records.ref(bucket, "k"), UUID.randomUUID().toString(), Records.TIME);
    await(ports().uploads().create(aged));
    await(ports().uploads().create(other));

    assertThat(apply(NEXT_MIDNIGHT.minusMillis(1))).isZero();
    assertThat(apply(NEXT_MIDNIGHT)).isEqualTo(1);
    assertThat(await(ports().uploads().find(aged.ref(), aged.uploadId()))).isEmpty();
    assertThat(await(ports().uploads().find(other.ref(), other.uploadId()))).isPresent();
  }

  @Test
  void expire_writtenMeanwhile_stays() {
    BucketName bucket = bucketWith(expiring("", OptionalLong.empty(), 1));
    put(bucket, "k", 1);
    Bucket seen = await(ports().buckets().find(bucket)).orElseThrow();
    ObjectRef ref = Records.ref(bucket, "k");
    Candidate earlier =
        new Candidate(ref.key(), 10, Records.TIME.minus(Duration.ofDays(9)), List.of());

    assertThat(await(new PostgresExpirations(pool).expire(seen, List.of(earlier)))).isZero();
    assertThat(isThere(bucket, "k")).isTrue();
  }

  @Test
  void expire_rulesChangedMeanwhile_nothingGoes() {
    BucketName bucket = bucketWith(expiring("", OptionalLong.empty(), 1));
    put(bucket, "k", 1);
    Bucket seen = await(ports().buckets().find(bucket)).orElseThrow();
    await(ports().buckets().set(bucket, new BucketSetting.Rules(Optional.empty())));
    Candidate due = new Candidate(Records.ref(bucket, "k").key(), 10, Records.TIME, List.of());

    assertThat(await(new PostgresExpirations(pool).expire(seen, List.of(due)))).isZero();
    assertThat(isThere(bucket, "k")).isTrue();
    assertThat(apply(NEXT_MIDNIGHT)).isZero();
  }

  @Test
  void apply_moreThanOneBatch_allGo() {
    BucketName bucket = bucketWith(expiring("", OptionalLong.empty(), 1));
    for (int i = 0; i < 1_005; i++) {
      put(bucket, "k" + i, 1);
    }

    assertThat(apply(NEXT_MIDNIGHT)).isEqualTo(1_005);
  }

  private int apply(Instant now) {
    return await(
        new ApplyLifecycle(new PostgresExpirations(pool), ports().uploads(), () -> now).execute());
  }

  private UUID put(BucketName bucket, String key, int blobs) {
    UUID[] ids = new UUID[blobs];
    Arrays.setAll(ids, i -> UUID.randomUUID());
    await(
        ports()
            .objects()
            .put(Records.object(Records.ref(bucket, key), ids), new WriteCondition.Always()));
    return ids[0];
  }

  private boolean isThere(BucketName bucket, String key) {
    return await(ports().objects().find(Records.ref(bucket, key))).isPresent();
  }

  private BucketName bucketWith(LifecycleRule rule) {
    BucketName name = Records.bucketName();
    made.add(name);
    await(ports().buckets().createIfAbsent(Records.bucket(name)));
    await(
        ports()
            .buckets()
            .set(name, new BucketSetting.Rules(Optional.of(new Lifecycle(List.of(rule), "")))));
    return name;
  }

  private static LifecycleRule expiring(String prefix, OptionalLong largerThan, int days) {
    return rule(filter(prefix, largerThan), Optional.of(new Expiration.AfterDays(days)), 0);
  }

  private static LifecycleFilter filter(String prefix, OptionalLong largerThan) {
    return new LifecycleFilter(
        LifecycleFilter.Form.AND, Optional.of(prefix), List.of(), largerThan, OptionalLong.empty());
  }

  private static LifecycleRule rule(
      LifecycleFilter filter, Optional<Expiration> expiration, int abortAfter) {
    return new LifecycleRule(
        "r",
        true,
        filter,
        expiration,
        Optional.empty(),
        abortAfter == 0 ? OptionalInt.empty() : OptionalInt.of(abortAfter));
  }
}
