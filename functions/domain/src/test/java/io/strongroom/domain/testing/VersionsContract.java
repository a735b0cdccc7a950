package io.strongroom.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects.Permit;
import io.strongroom.domain.record.DeleteMarker;
import io.strongroom.domain.record.Deletion;
import io.strongroom.domain.record.Deletion.Outcome;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.Version;
import io.strongroom.domain.record.VersionListing;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of versions and delete markers in every implementation. */
public abstract class VersionsContract extends MetadataContract {

  private static final WriteCondition ALWAYS = new WriteCondition.Always();

  private final UUID blobA = UUID.randomUUID();
  private final UUID blobB = UUID.randomUUID();
  private final UUID blobC = UUID.randomUUID();

  private BucketName bucket(Versioning versioning) {
    BucketName bucket = newBucket();
    if (versioning.isKept()) {
      await(buckets().setVersioning(bucket, versioning));
    }
    return bucket;
  }

  private VersionId put(ObjectRef ref, UUID blob) {
    return await(objects().put(Records.object(ref, blob), ALWAYS)).version();
  }

  private Deletion delete(ObjectRef ref) {
    return await(objects().delete(Wanted.current(ref), ALWAYS, Permit.any())).orElseThrow();
  }

  private Deletion delete(ObjectRef ref, VersionId version) {
    Wanted wanted = new Wanted(ref, Optional.of(version));
    return await(objects().delete(wanted, ALWAYS, Permit.any())).orElseThrow();
  }

  private Optional<Version> version(ObjectRef ref, VersionId version) {
    return await(objects().locate(new Wanted(ref, Optional.of(version)))).found();
  }

  private Optional<UUID> currentBlob(ObjectRef ref) {
    return await(objects().find(ref)).map(object -> object.manifest().blobIds().getFirst());
  }

  private List<VersionListing.Entry> list(BucketName bucket) {
    return await(
            listings()
                .listVersions(
                    new VersionListing.Query(
                        bucket, "", Optional.empty(), "", Optional.empty(), 1000)))
        .entries();
  }

  private List<VersionId> ids(BucketName bucket) {
    return list(bucket).stream().map(VersionListing.Entry::version).toList();
  }

  @Test
  void put_enabled_keepsWhatWasThere() {
    ObjectRef ref = Records.ref(bucket(Versioning.ENABLED), "k");
    NewObject first = Records.object(ref, blobA);
    Published one = await(objects().put(first, ALWAYS));
    VersionId two = put(ref, blobB);
    assertThat(one.versioning()).isEqualTo(Versioning.ENABLED);
    assertThat(one.version()).isNotEqualTo(two);
    assertThat(one.version().value()).matches("[0-9a-f]{32}");
    assertThat(version(ref, one.version())).contains(first.as(one.version()));
    assertThat(currentBlob(ref)).contains(blobB);
    assertThat(collectable(blobA, blobB)).isEmpty();
    assertThat(ids(ref.bucket())).containsExactly(two, one.version());
  }

  @Test
  void put_overWhatWasThereBefore_becomesTheNullVersion() {
    BucketName bucket = newBucket();
    ObjectRef ref = Records.ref(bucket, "k");
    put(ref, blobA);
    await(buckets().setVersioning(bucket, Versioning.ENABLED));
    VersionId two = put(ref, blobB);
    assertThat(ids(bucket)).containsExactly(two, VersionId.NULL);
    assertThat(list(bucket)).extracting(VersionListing.Entry::latest).containsExactly(true, false);
    assertThat(version(ref, VersionId.NULL)).isPresent();
  }

  @Test
  void put_suspended_replacesTheNullVersionOnly() {
    BucketName bucket = bucket(Versioning.ENABLED);
    ObjectRef ref = Records.ref(bucket, "k");
    VersionId kept = put(ref, blobA);
    await(buckets().setVersioning(bucket, Versioning.SUSPENDED));
    assertThat(await(objects().put(Records.object(ref, blobB), ALWAYS)))
        .isEqualTo(new Published(VersionId.NULL, Versioning.SUSPENDED));
    put(ref, blobC);
    assertThat(ids(bucket)).containsExactly(VersionId.NULL, kept);
    assertThat(currentBlob(ref)).contains(blobC);
    assertThat(collectable(blobA, blobB, blobC)).containsExactly(blobB);
  }

  @Test
  void put_suspendedOverAnOlderNull_bringsItToTheFront() {
    BucketName bucket = newBucket();
    ObjectRef ref = Records.ref(bucket, "k");
    put(ref, blobA);
    await(buckets().setVersioning(bucket, Versioning.ENABLED));
    VersionId middle = put(ref, blobB);
    await(buckets().setVersioning(bucket, Versioning.SUSPENDED));
    put(ref, blobC);
    assertThat(ids(bucket)).containsExactly(VersionId.NULL, middle);
    assertThat(collectable(blobA, blobB, blobC)).containsExactly(blobA);
    await(buckets().setVersioning(bucket, Versioning.ENABLED));
    VersionId last = put(ref, UUID.randomUUID());
    assertThat(ids(bucket)).containsExactly(last, VersionId.NULL, middle);
  }

  @Test
  void delete_enabled_marksAndKeeps() {
    BucketName bucket = bucket(Versioning.ENABLED);
    ObjectRef ref = Records.ref(bucket, "k");
    VersionId one = put(ref, blobA);
    Deletion marked = delete(ref);
    assertThat(marked.outcome()).isEqualTo(Outcome.MARKED);
    assertThat(marked.deleteMarker()).isTrue();
    VersionId marker = marked.version().orElseThrow();
    assertThat(await(objects().find(ref))).isEmpty();
    assertThat(await(objects().locate(Wanted.current(ref))).found())
        .get()
        .isInstanceOfSatisfying(
            DeleteMarker.class,
            there -> assertThat(there.versionRef().version()).isEqualTo(marker));
    assertThat(version(ref, one)).get().isInstanceOf(ObjectVersion.class);
    assertThat(collectable(blobA)).isEmpty();
    assertThat(delete(ref, marker))
        .isEqualTo(
            new Deletion(
                new Wanted(ref, Optional.of(marker)), Outcome.DONE, Optional.of(marker), true));
    assertThat(currentBlob(ref)).contains(blobA);
  }

  @Test
  void delete_unknownKeyEnabled_leavesAMarker() {
    BucketName bucket = bucket(Versioning.ENABLED);
    ObjectRef ref = Records.ref(bucket, "never");
    VersionId marker = delete(ref).version().orElseThrow();
    assertThat(ids(bucket)).containsExactly(marker);
    assertThat(list(bucket).getFirst().object()).isEmpty();
    assertThat(errorOf(buckets().delete(bucket)))
        .isEqualTo(new RequestError.BucketNotEmpty(bucket, Versioning.ENABLED));
    delete(ref, marker);
    await(buckets().delete(bucket));
  }

  @Test
  void delete_suspended_nullMarkerInPlaceOfTheNullVersion() {
    BucketName bucket = bucket(Versioning.ENABLED);
    ObjectRef ref = Records.ref(bucket, "k");
    VersionId one = put(ref, blobA);
    await(buckets().setVersioning(bucket, Versioning.SUSPENDED));
    put(ref, blobB);
    assertThat(delete(ref).version()).contains(VersionId.NULL);
    assertThat(delete(ref).version()).contains(VersionId.NULL);
    assertThat(ids(bucket)).containsExactly(VersionId.NULL, one);
    assertThat(version(ref, VersionId.NULL)).get().isInstanceOf(DeleteMarker.class);
    assertThat(collectable(blobA, blobB)).containsExactly(blobB);
    put(ref, blobC);
    assertThat(ids(bucket)).containsExactly(VersionId.NULL, one);
    assertThat(currentBlob(ref)).contains(blobC);
  }

  @Test
  void delete_currentVersion_theNextNewestBecomesIt() {
    BucketName bucket = bucket(Versioning.ENABLED);
    ObjectRef ref = Records.ref(bucket, "k");
    VersionId one = put(ref, blobA);
    VersionId two = put(ref, blobB);
    VersionId three = put(ref, blobC);
    assertThat(delete(ref, two).outcome()).isEqualTo(Outcome.DONE);
    assertThat(currentBlob(ref)).contains(blobC);
    assertThat(delete(ref, three).outcome()).isEqualTo(Outcome.DONE);
    assertThat(currentBlob(ref)).contains(blobA);
    assertThat(delete(ref, one).outcome()).isEqualTo(Outcome.DONE);
    assertThat(ids(bucket)).isEmpty();
    assertThat(collectable(blobA, blobB, blobC)).containsExactlyInAnyOrder(blobA, blobB, blobC);
  }

  @Test
  void delete_goneOrForeignVersion_toldApart() {
    BucketName bucket = bucket(Versioning.ENABLED);
    ObjectRef ref = Records.ref(bucket, "k");
    VersionId one = put(ref, blobA);
    delete(ref, one);
    assertThat(delete(ref, one).outcome()).isEqualTo(Outcome.NOTHING_THERE);
    assertThat(delete(ref, VersionId.NULL).outcome()).isEqualTo(Outcome.NOTHING_THERE);
    assertThat(await(objects().hasIssued(bucket, one))).isTrue();
    for (String forged : List.of(changed(one.value()), "x", "", "0".repeat(32), "f".repeat(32))) {
      assertThat(delete(ref, new VersionId(forged)).outcome()).isEqualTo(Outcome.UNKNOWN_VERSION);
      assertThat(await(objects().hasIssued(bucket, new VersionId(forged)))).isFalse();
    }
    BucketName other = bucket(Versioning.ENABLED);
    assertThat(await(objects().hasIssued(other, one))).isFalse();
    BucketName plain = newBucket();
    assertThat(delete(Records.ref(plain, "k"), one).outcome()).isEqualTo(Outcome.UNKNOWN_VERSION);
    assertThat(await(objects().hasIssued(plain, VersionId.NULL))).isTrue();
  }

  private static String changed(String id) {
    return id.substring(0, 28) + (id.endsWith("0000") ? "1111" : "0000");
  }

  @Test
  void deleteAll_versionsAndKeys_eachHasItsOutcome() {
    BucketName bucket = bucket(Versioning.ENABLED);
    ObjectRef a = Records.ref(bucket, "a");
    ObjectRef b = Records.ref(bucket, "b");
    VersionId one = put(a, blobA);
    put(b, blobB);
    List<Wanted> wanted =
        List.of(
            new Wanted(b, Optional.of(new VersionId("nonsense"))),
            Wanted.current(b),
            new Wanted(a, Optional.of(one)));
    List<Deletion> done = await(objects().deleteAll(bucket, wanted, Permit.any())).orElseThrow();
    assertThat(done)
        .extracting(deletion -> wanted.indexOf(deletion.wanted()) + " " + deletion.outcome())
        .containsExactlyInAnyOrder("0 UNKNOWN_VERSION", "1 MARKED", "2 DONE");
    assertThat(collectable(blobA, blobB)).containsExactly(blobA);
  }

  @Test
  void conditions_currentIsAMarker_nothingIsThere() {
    ObjectRef ref = Records.ref(bucket(Versioning.ENABLED), "k");
    NewObject first = Records.object(ref, blobA);
    await(objects().put(first, ALWAYS));
    delete(ref);
    WriteCondition overFirst = new WriteCondition.IfMatches(first.content().etag());
    assertThat(errorOf(objects().put(Records.object(ref, blobB), overFirst)))
        .isEqualTo(new RequestError.NoSuchKey(ref.key()));
    await(objects().put(Records.object(ref, blobC), new WriteCondition.IfAbsent()));
    assertThat(currentBlob(ref)).contains(blobC);
  }

  @Test
  void replaceRecord_ofAnOlderVersion_leavesTheOthers() {
    ObjectRef ref = Records.ref(bucket(Versioning.ENABLED), "k");
    NewObject first = Records.object(ref, blobA);
    VersionId one = await(objects().put(first, ALWAYS)).version();
    NewObject second = Records.object(ref, blobB);
    VersionId two = await(objects().put(second, ALWAYS)).version();
    ObjectVersion after = Records.object(ref, Records.envelope("key-2"), blobA).as(one);
    assertThat(await(objects().replaceRecord(after, first.sealing().envelope()))).isTrue();
    assertThat(version(ref, one)).contains(after);
    assertThat(version(ref, two)).contains(second.as(two));
    assertThat(ids(ref.bucket())).containsExactly(two, one);
  }

  @Test
  void putSharing_ofAVersion_countsBoth() {
    BucketName bucket = bucket(Versioning.ENABLED);
    ObjectRef ref = Records.ref(bucket, "k");
    VersionId one = put(ref, blobA);
    VersionId two = await(objects().putSharing(Records.object(ref, blobA), ALWAYS)).version();
    delete(ref, one);
    assertThat(collectable(blobA)).isEmpty();
    delete(ref, two);
    assertThat(collectable(blobA)).containsExactly(blobA);
  }

  @Test
  void complete_enabled_becomesAVersion() {
    BucketName bucket = bucket(Versioning.ENABLED);
    ObjectRef ref = Records.ref(bucket, "k");
    VersionId one = put(ref, blobA);
    Upload upload = Records.upload(ref, UUID.randomUUID().toString(), Records.TIME);
    await(uploads().create(upload));
    await(uploads().putPart(upload, Records.part(1, blobB)));
    VersionId two = await(uploads().complete(upload, Records.object(ref, blobB), ALWAYS)).version();
    assertThat(ids(bucket)).containsExactly(two, one);
    assertThat(collectable(blobA, blobB)).isEmpty();
  }
}
