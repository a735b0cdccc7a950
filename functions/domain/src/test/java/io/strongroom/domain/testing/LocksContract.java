package io.strongroom.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.LockError;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects.Change;
import io.strongroom.domain.port.Objects.Permit;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.DefaultRetention;
import io.strongroom.domain.record.Deletion;
import io.strongroom.domain.record.Deletion.Outcome;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectLock;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Retention;
import io.strongroom.domain.record.Retention.Mode;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.Version;
import io.strongroom.domain.record.VersionChange;
import io.strongroom.domain.record.VersionMarks;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tags and locks of versions do in every implementation. */
public abstract class LocksContract extends MetadataContract {

  private static final WriteCondition ALWAYS = new WriteCondition.Always();
  private static final Permit BYPASSING = new Permit(Optional.empty(), true);
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private BucketName locking() {
    BucketName bucket = newBucket();
    await(buckets().setVersioning(bucket, Versioning.ENABLED));
    await(buckets().set(bucket, new BucketSetting.Lock(Optional.empty(), true)));
    return bucket;
  }

  private static Optional<Retention> kept(String mode, int days) {
    return Optional.of(new Retention(Mode.valueOf(mode), NOW.plus(days, ChronoUnit.DAYS)));
  }

  private VersionRef put(BucketName bucket, ObjectLock lock) {
    ObjectRef ref = Records.ref(bucket, "k");
    NewObject object = Records.object(ref, UUID.randomUUID());
    NewObject marked =
        new NewObject(
            ref,
            object.content(),
            object.sealing(),
            object.metadata().marked(new VersionMarks(List.of(new Tag("a", "1")), lock)));
    return new VersionRef(ref, await(objects().put(marked, ALWAYS)).version());
  }

  private VersionRef put(BucketName bucket) {
    return put(bucket, ObjectLock.none());
  }

  private Change retain(VersionRef version, Optional<Retention> retention, boolean bypass) {
    return await(objects().change(version, new VersionChange.Retain(retention, bypass)));
  }

  private Outcome delete(VersionRef version, Permit permit) {
    Wanted wanted = new Wanted(version.object(), Optional.of(version.version()));
    return outcome(objects().delete(wanted, ALWAYS, permit));
  }

  private VersionMarks marks(VersionRef version) {
    Wanted wanted = new Wanted(version.object(), Optional.of(version.version()));
    return await(objects().locate(wanted))
        .found()
        .flatMap(Version::object)
        .map(ObjectVersion::marks)
        .orElseThrow();
  }

  @Test
  void put_marks_areThoseOfTheVersion() {
    ObjectLock lock = new ObjectLock(kept("GOVERNANCE", 1), Optional.of(false));
    VersionRef version = put(locking(), lock);
    assertThat(marks(version)).isEqualTo(new VersionMarks(List.of(new Tag("a", "1")), lock));
  }

  @Test
  void change_tagsAndHold_leaveTheRest() {
    VersionRef version = put(locking(), new ObjectLock(kept("GOVERNANCE", 1), Optional.empty()));
    List<Tag> tags = List.of(new Tag("z", "ä"), new Tag("b", ""));
    assertThat(await(objects().change(version, new VersionChange.Tags(tags))))
        .isEqualTo(Change.DONE);
    assertThat(await(objects().change(version, new VersionChange.Hold(true))))
        .isEqualTo(Change.DONE);
    assertThat(marks(version))
        .isEqualTo(
            new VersionMarks(tags, new ObjectLock(kept("GOVERNANCE", 1), Optional.of(true))));
    await(objects().change(version, new VersionChange.Tags(List.of())));
    assertThat(marks(version).tags()).isEmpty();
  }

  @Test
  void change_description_leavesTagsAndLock() {
    ObjectLock lock = new ObjectLock(kept("COMPLIANCE", 1), Optional.empty());
    VersionRef version = put(locking(), lock);
    ObjectMetadata other =
        new ObjectMetadata(
            Map.of("cache-control", "no-cache"), Map.of("a", "ä"), Optional.of("WARM"));
    assertThat(await(objects().change(version, new VersionChange.Describe(other))))
        .isEqualTo(Change.DONE);
    ObjectVersion object = await(objects().find(version.object())).orElseThrow();
    assertThat(object.metadata()).isEqualTo(other.marked(marks(version)));
    assertThat(object.marks().lock()).isEqualTo(lock);
  }

  @Test
  void change_restored_isToldUntilTheVersionIsReplaced() {
    BucketName bucket = newBucket();
    VersionRef version = put(bucket);
    assertThat(await(objects().change(version, new VersionChange.Restore(NOW))))
        .isEqualTo(Change.DONE);
    await(objects().change(version, new VersionChange.Tags(List.of())));
    assertThat(marks(version)).isEqualTo(VersionMarks.none().restored(Optional.of(NOW)));
    assertThat(marks(put(bucket)).restoredUntil()).isEmpty();
  }

  @Test
  void change_markerOrNothing_saysSo() {
    BucketName bucket = locking();
    ObjectRef ref = put(bucket).object();
    VersionId marker =
        await(objects().delete(Wanted.current(ref), ALWAYS, Permit.any()))
            .flatMap(Deletion::version)
            .orElseThrow();
    for (VersionId id : List.of(marker, VersionId.NULL)) {
      VersionRef version = new VersionRef(ref, id);
      assertThat(retain(version, kept("GOVERNANCE", 1), false)).isEqualTo(Change.NOTHING_THERE);
      assertThat(await(objects().change(version, new VersionChange.Tags(List.of()))))
          .isEqualTo(Change.NOTHING_THERE);
      assertThat(await(objects().change(version, new VersionChange.Hold(true))))
          .isEqualTo(Change.NOTHING_THERE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GOVERNANCE, GOVERNANCE, 9, false, DONE",
    "GOVERNANCE, GOVERNANCE, 5, false, DONE",
    "GOVERNANCE, GOVERNANCE, 4, false, PROTECTED",
    "GOVERNANCE, GOVERNANCE, 4, true, DONE",
    "GOVERNANCE, COMPLIANCE, 9, false, PROTECTED",
    "GOVERNANCE, COMPLIANCE, 9, true, DONE",
    "GOVERNANCE, , 0, false, PROTECTED",
    "GOVERNANCE, , 0, true, DONE",
    "COMPLIANCE, COMPLIANCE, 9, false, DONE",
    "COMPLIANCE, COMPLIANCE, 4, true, PROTECTED",
    "COMPLIANCE, GOVERNANCE, 9, true, PROTECTED",
    "COMPLIANCE, , 0, true, PROTECTED",
  })
  void retain_oneThatRuns_changesOnlyAsItMay(
      String had, String wanted, int days, boolean bypass, Change expected) {
    VersionRef version = put(locking(), new ObjectLock(kept(had, 5), Optional.of(true)));
    Optional<Retention> next = Optional.ofNullable(wanted).flatMap(mode -> kept(mode, days));
    assertThat(retain(version, next, bypass)).isEqualTo(expected);
    assertThat(marks(version).lock().retention())
        .isEqualTo(expected == Change.DONE ? next : kept(had, 5));
  }

  @Test
  void retain_oneThatIsOver_changesFreely() {
    VersionRef version = put(locking(), new ObjectLock(kept("COMPLIANCE", -1), Optional.empty()));
    assertThat(retain(version, kept("GOVERNANCE", 1), false)).isEqualTo(Change.DONE);
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLIANCE, 1, false, PROTECTED, PROTECTED",
    "GOVERNANCE, 1, false, PROTECTED, DONE",
    "COMPLIANCE, 1, true, PROTECTED, PROTECTED",
    "GOVERNANCE, 1, true, PROTECTED, PROTECTED",
    "COMPLIANCE, -1, false, DONE, NOTHING_THERE",
    "COMPLIANCE, -1, true, PROTECTED, PROTECTED",
  })
  void delete_lockedVersion_staysUnlessItMayGo(
      String mode, int days, boolean held, Outcome plain, Outcome bypassing) {
    VersionRef version = put(locking(), new ObjectLock(kept(mode, days), Optional.of(held)));
    assertThat(delete(version, Permit.any())).isEqualTo(plain);
    assertThat(delete(version, BYPASSING)).isEqualTo(bypassing);
  }

  @Test
  void delete_withoutVersion_marksOverTheLockedOne() {
    VersionRef version = put(locking(), new ObjectLock(kept("COMPLIANCE", 1), Optional.empty()));
    assertThat(outcome(objects().delete(Wanted.current(version.object()), ALWAYS, Permit.any())))
        .isEqualTo(Outcome.MARKED);
    assertThat(marks(version).lock().retention()).isEqualTo(kept("COMPLIANCE", 1));
  }

  @Test
  void deleteAll_lockedAmongOthers_theOthersGo() {
    BucketName bucket = locking();
    VersionRef free = put(bucket);
    VersionRef locked = put(bucket, new ObjectLock(Optional.empty(), Optional.of(true)));
    List<Wanted> both =
        List.of(free, locked).stream()
            .map(version -> new Wanted(version.object(), Optional.of(version.version())))
            .toList();
    assertThat(await(objects().deleteAll(bucket, both, BYPASSING)).orElseThrow())
        .extracting(Deletion::outcome)
        .containsExactlyInAnyOrder(Outcome.DONE, Outcome.PROTECTED);
    assertThat(errorOf(buckets().delete(bucket))).isInstanceOf(RequestError.BucketNotEmpty.class);
  }

  /** No bucket can be so, but for what somebody changed by hand; the version stays even there. */
  @ParameterizedTest
  @CsvSource({"UNVERSIONED", "SUSPENDED"})
  void nullVersion_locked_isNeitherReplacedNorRemoved(Versioning versioning) {
    BucketName bucket = newBucket();
    if (versioning.isKept()) {
      await(buckets().setVersioning(bucket, versioning));
    }
    VersionRef locked = put(bucket);
    await(objects().change(locked, new VersionChange.Hold(true)));
    ObjectRef ref = locked.object();
    Upload upload = Records.upload(ref, UUID.randomUUID().toString(), Records.TIME);
    await(uploads().create(upload));
    NewObject other = Records.object(ref, UUID.randomUUID());

    assertThat(errorOf(objects().put(other, ALWAYS))).isEqualTo(new VersionError.ObjectProtected());
    assertThat(outcome(objects().delete(Wanted.current(ref), ALWAYS, BYPASSING)))
        .isEqualTo(Outcome.PROTECTED);
    UUID part = UUID.randomUUID();
    await(uploads().putPart(upload, Records.part(1, part)));
    assertThat(errorOf(uploads().complete(upload, Records.object(ref, part), ALWAYS)))
        .isEqualTo(new VersionError.ObjectProtected());
    assertThat(await(uploads().find(ref, upload.uploadId()))).isPresent();
    assertThat(marks(locked).tags()).containsExactly(new Tag("a", "1"));
  }

  @Test
  void replaceRecord_locked_staysUnderItsKey() {
    VersionRef version = put(locking(), new ObjectLock(kept("COMPLIANCE", 1), Optional.empty()));
    ObjectVersion object = await(objects().find(version.object())).orElseThrow();
    assertThat(await(objects().replaceRecord(object, object.envelope()))).isFalse();
  }

  @Test
  void replaceRecord_tagsSetMeanwhile_stay() {
    VersionRef version = put(locking());
    ObjectVersion before = await(objects().find(version.object())).orElseThrow();
    await(objects().change(version, new VersionChange.Tags(List.of(new Tag("new", "1")))));
    assertThat(await(objects().replaceRecord(before, before.envelope()))).isTrue();
    assertThat(marks(version).tags()).containsExactly(new Tag("new", "1"));
  }

  @ParameterizedTest
  @CsvSource({"DAYS, 3", "YEARS, 2"})
  void put_bucketKeepsByDefault_fromTheDateOfTheObject(DefaultRetention.Unit unit, int count) {
    BucketName bucket = locking();
    DefaultRetention byDefault = new DefaultRetention(Mode.GOVERNANCE, unit, count);
    await(buckets().set(bucket, new BucketSetting.Lock(Optional.of(byDefault), false)));
    OffsetDateTime written = Records.TIME.atOffset(ZoneOffset.UTC);
    OffsetDateTime end =
        unit == DefaultRetention.Unit.DAYS ? written.plusDays(count) : written.plusYears(count);
    assertThat(marks(put(bucket)).lock().retention())
        .contains(new Retention(Mode.GOVERNANCE, end.toInstant()));
    assertThat(
            marks(put(bucket, new ObjectLock(kept("COMPLIANCE", 1), Optional.empty())))
                .lock()
                .retention())
        .isEqualTo(kept("COMPLIANCE", 1));
    assertThat(await(buckets().find(bucket)).orElseThrow().settings().defaultRetention())
        .contains(byDefault);
  }

  @Test
  void lock_bucketThatKeepsNoVersions_refused() {
    BucketName bucket = newBucket();
    BucketSetting lock = new BucketSetting.Lock(Optional.empty(), true);
    assertThat(errorOf(buckets().set(bucket, lock))).isEqualTo(new LockError.LockNeedsVersions());
    await(buckets().setVersioning(bucket, Versioning.SUSPENDED));
    assertThat(errorOf(buckets().set(bucket, lock))).isEqualTo(new LockError.LockNeedsVersions());
    await(buckets().setVersioning(bucket, Versioning.ENABLED));
    assertThat(errorOf(buckets().set(bucket, new BucketSetting.Lock(Optional.empty(), false))))
        .isEqualTo(new LockError.BucketNotLockable(false));
    await(buckets().set(bucket, lock));
    assertThat(errorOf(buckets().setVersioning(bucket, Versioning.SUSPENDED)))
        .isEqualTo(new LockError.LockKeepsVersions());
    await(buckets().setVersioning(bucket, Versioning.ENABLED));
  }
}
