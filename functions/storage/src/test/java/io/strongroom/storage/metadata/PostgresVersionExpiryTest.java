package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.operation.ApplyLifecycle;
import io.strongroom.domain.port.Expirations.Candidate;
import io.strongroom.domain.port.Objects.Permit;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.Expiration;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.LifecycleFilter;
import io.strongroom.domain.record.LifecycleRule;
import io.strongroom.domain.record.NoncurrentExpiration;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.VersionChange;
import io.strongroom.domain.record.VersionListing;
import io.strongroom.domain.testing.MetadataContract;
import io.strongroom.domain.testing.Records;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules carried out where versions are kept. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class PostgresVersionExpiryTest {

  private static final WriteCondition ALWAYS = new WriteCondition.Always();

  /** Records are of 2026-11-22, in the morning: after a day of theirs. */
  private static final Instant NEXT_MIDNIGHT = Instant.parse("2026-11-24T00:00:00Z");

  /** Delete markers are of today, whenever that is. */
  private static final Instant LATER = Instant.now().plus(Duration.ofDays(3));

  private static final Expiration A_DAY = new Expiration.AfterDays(1);

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

  @AfterEach
  void takeRulesAway() {
    made.forEach(
        name -> await(ports().buckets().set(name, new BucketSetting.Rules(Optional.empty()))));
  }

  @Test
  void apply_enabled_markerComesAndTheVersionStays() {
    ObjectRef ref = Records.ref(bucket(Versioning.ENABLED, expiring(A_DAY)), "k");
    VersionId version = put(ref);

    assertThat(apply(NEXT_MIDNIGHT)).isEqualTo(1);

    assertThat(list(ref.bucket()))
        .extracting(VersionListing.Entry::latest, each -> each.object().isPresent())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(true, false),
            org.assertj.core.groups.Tuple.tuple(false, true));
    assertThat(list(ref.bucket()).getLast().version()).isEqualTo(version);
    assertThat(apply(NEXT_MIDNIGHT)).isZero();
  }

  @Test
  void apply_suspended_nullVersionGoesAndItsMarkerStays() {
    BucketName bucket = bucket(Versioning.SUSPENDED, expiring(A_DAY));
    UUID blob = UUID.randomUUID();
    ObjectRef ref = Records.ref(bucket, "k");
    await(ports().objects().put(Records.object(ref, blob), ALWAYS));

    assertThat(apply(NEXT_MIDNIGHT)).isEqualTo(1);

    assertThat(list(bucket)).singleElement().matches(each -> each.object().isEmpty());
    assertThat(await(ports().references().collectable(1_000_000))).contains(blob);
  }

  @Test
  void apply_oldVersions_goAfterTheirDaysButForTheNewest() {
    BucketName bucket = bucket(Versioning.ENABLED, old(OptionalInt.of(1), OptionalInt.of(2)));
    ObjectRef ref = Records.ref(bucket, "k");
    List<VersionId> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.addFirst(put(ref));
    }

    assertThat(apply(NEXT_MIDNIGHT.minusMillis(1))).isZero();
    assertThat(apply(NEXT_MIDNIGHT)).isEqualTo(2);

    assertThat(list(bucket))
        .extracting(VersionListing.Entry::version)
        .containsExactlyElementsOf(ids.subList(0, 3));
  }

  @Test
  void apply_oldVersionThatIsLocked_staysAlone() {
    BucketName bucket = bucket(Versioning.ENABLED, old(OptionalInt.of(1), OptionalInt.empty()));
    ObjectRef ref = Records.ref(bucket, "k");
    put(ref);
    VersionId locked = put(ref);
    put(ref);
    VersionId current = put(ref);
    await(ports().objects().change(new VersionRef(ref, locked), new VersionChange.Hold(true)));

    assertThat(apply(NEXT_MIDNIGHT)).isEqualTo(2);

    assertThat(list(bucket))
        .extracting(VersionListing.Entry::version)
        .containsExactly(current, locked);
  }

  @Test
  void apply_moreKeysThanOneQuestionLooksAt_allGo() {
    BucketName bucket = bucket(Versioning.ENABLED, old(OptionalInt.of(1), OptionalInt.empty()));
    for (int i = 0; i < 520; i++) {
      ObjectRef ref = Records.ref(bucket, "k%03d".formatted(i));
      put(ref);
      put(ref);
    }
    ObjectRef many = Records.ref(bucket, "z");
    for (int i = 0; i < 1_005; i++) {
      put(many);
    }

    assertThat(apply(NEXT_MIDNIGHT)).isEqualTo(520 + 1_004);
  }

  @Test
  void apply_markerWithNothingBehind_goesWhereThatIsWanted() {
    BucketName bucket = bucket(Versioning.ENABLED, expiring(new Expiration.OfMarkers(true)));
    ObjectRef lone = Records.ref(bucket, "lone");
    delete(lone, Optional.empty());
    ObjectRef kept = Records.ref(bucket, "kept");
    put(kept);
    delete(kept, Optional.empty());

    assertThat(apply(LATER)).isEqualTo(1);

    assertThat(list(bucket)).extracting(each -> each.key().value()).containsOnly("kept");
  }

  @Test
  void apply_daysOfObjects_takeLoneMarkersAlong() {
    BucketName bucket = bucket(Versioning.ENABLED, expiring(A_DAY));
    delete(Records.ref(bucket, "lone"), Optional.empty());

    assertThat(apply(Instant.now())).isZero();
    assertThat(apply(LATER)).isEqualTo(1);
    assertThat(list(bucket)).isEmpty();
  }

  @Test
  void apply_markersUnwanted_stay() {
    BucketName bucket = bucket(Versioning.ENABLED, expiring(new Expiration.OfMarkers(false)));
    delete(Records.ref(bucket, "lone"), Optional.empty());

    assertThat(apply(LATER)).isZero();
  }

  @Test
  void apply_tagsOfTheFilter_onlyThoseGo() {
    LifecycleFilter tagged =
        new LifecycleFilter(
            LifecycleFilter.Form.SINGLE,
            Optional.empty(),
            List.of(new Tag("a", "1")),
            OptionalLong.empty(),
            OptionalLong.empty());
    BucketName bucket =
        bucket(
            Versioning.UNVERSIONED,
            new LifecycleRule(
                "r", true, tagged, Optional.of(A_DAY), Optional.empty(), OptionalInt.empty()));
    ObjectRef with = Records.ref(bucket, "with");
    tag(with, put(with));
    put(Records.ref(bucket, "without"));

    assertThat(apply(NEXT_MIDNIGHT)).isEqualTo(1);

    assertThat(list(bucket)).extracting(each -> each.key().value()).containsExactly("without");
  }

  @Test
  void expire_taggedOtherwiseMeanwhile_stays() {
    for (Versioning versioning : Versioning.values()) {
      BucketName bucket = bucket(versioning, expiring(A_DAY));
      ObjectRef ref = Records.ref(bucket, "k");
      VersionId version = put(ref);
      Bucket seen = await(ports().buckets().find(bucket)).orElseThrow();
      Candidate candidate = new Candidate(ref.key(), 10, Records.TIME, List.of());
      tag(ref, version);

      assertThat(await(new PostgresExpirations(pool).expire(seen, List.of(candidate)))).isZero();
      assertThat(await(ports().objects().find(ref))).isPresent();
    }
  }

  private void tag(ObjectRef ref, VersionId version) {
    await(
        ports()
            .objects()
            .change(
                new VersionRef(ref, version),
                new VersionChange.Tags(List.of(new Tag("b", "2"), new Tag("a", "1")))));
  }

  private VersionId put(ObjectRef ref) {
    return await(ports().objects().put(Records.object(ref, UUID.randomUUID()), ALWAYS)).version();
  }

  private void delete(ObjectRef ref, Optional<VersionId> version) {
    await(ports().objects().delete(new Wanted(ref, version), ALWAYS, Permit.any()));
  }

  private List<VersionListing.Entry> list(BucketName bucket) {
    return await(
            ports()
                .listings()
                .listVersions(
                    new VersionListing.Query(
                        bucket, "", Optional.empty(), "", Optional.empty(), 1000)))
        .entries();
  }

  private int apply(Instant now) {
    return await(
        new ApplyLifecycle(new PostgresExpirations(pool), ports().uploads(), () -> now).execute());
  }

  private BucketName bucket(Versioning versioning, LifecycleRule rule) {
    BucketName name = Records.bucketName();
    made.add(name);
    await(ports().buckets().createIfAbsent(Records.bucket(name)));
    if (versioning.isKept()) {
      await(ports().buckets().setVersioning(name, versioning));
    }
    await(
        ports()
            .buckets()
            .set(name, new BucketSetting.Rules(Optional.of(new Lifecycle(List.of(rule), "")))));
    return name;
  }

  private static LifecycleRule expiring(Expiration expiration) {
    return rule(Optional.of(expiration), Optional.empty());
  }

  private static LifecycleRule old(OptionalInt days, OptionalInt keep) {
    return rule(Optional.empty(), Optional.of(new NoncurrentExpiration(days, keep)));
  }

  private static LifecycleRule rule(
      Optional<Expiration> expiration, Optional<NoncurrentExpiration> old) {
    return new LifecycleRule(
        "r",
        true,
        new LifecycleFilter(
            LifecycleFilter.Form.SINGLE,
            Optional.of(""),
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty()),
        expiration,
        old,
        OptionalInt.empty());
  }
}
