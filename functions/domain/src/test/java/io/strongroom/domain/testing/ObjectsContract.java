package io.strongroom.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.strongroom.crypto.aead.Suite;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.crypto.segment.StreamCommitment;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Deletion;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.ReadableVersion;
import io.strongroom.domain.record.SealedBytes;
import io.strongroom.domain.record.SealedManifest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link io.strongroom.domain.port.Objects} does, but for listing. */
public abstract class ObjectsContract extends MetadataContract {

  private static final WriteCondition ALWAYS = new WriteCondition.Always();
  private static final WriteCondition IF_ABSENT = new WriteCondition.IfAbsent();

  private static final SealedBytes BYTES = SealedBytes.adopt(new byte[] {1, 0, -1, 7});

  private final UUID blobA = UUID.randomUUID();
  private final UUID blobB = UUID.randomUUID();

  @Test
  void find_unknown_empty() {
    assertThat(await(objects().find(Records.ref(newBucket(), "k")))).isEmpty();
  }

  @Test
  void put_everyField_comesBack() {
    NewObject object = Records.fullObject(Records.ref(newBucket(), "a//b/../%2F;+ \uD83D\uDE00"));
    await(objects().put(object, ALWAYS));
    assertThat(await(objects().find(object.ref()))).contains(Records.stored(object));
  }

  @Test
  void put_sparse_comesBack() {
    NewObject object = Records.object(Records.ref(newBucket(), "k"), blobA);
    await(objects().put(object, ALWAYS));
    assertThat(await(objects().find(object.ref()))).contains(Records.stored(object));
    assertThat(collectable(blobA)).isEmpty();
  }

  @Test
  void put_unknownBucket_noSuchBucket() {
    BucketName name = Records.bucketName();
    assertThat(errorOf(objects().put(Records.object(Records.ref(name, "k"), blobA), ALWAYS)))
        .isEqualTo(new RequestError.NoSuchBucket(name));
    assertThat(await(references().known(Set.of(blobA)))).isEmpty();
  }

  @Test
  void put_again_replacesAndFreesTheOldBlob() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    await(objects().put(Records.fullObject(ref), ALWAYS));
    await(objects().put(Records.object(ref, blobA), ALWAYS));
    NewObject second = Records.object(ref, blobB);
    await(objects().put(second, ALWAYS));
    assertThat(await(objects().find(ref))).contains(Records.stored(second));
    assertThat(collectable(blobA, blobB)).containsExactly(blobA);
  }

  @Test
  void put_blobThatIsKnown_isABug() {
    BucketName bucket = newBucket();
    await(objects().put(Records.object(Records.ref(bucket, "a"), blobA), ALWAYS));
    assertThatThrownBy(
            () -> await(objects().put(Records.object(Records.ref(bucket, "b"), blobA), ALWAYS)))
        .isNotNull();
    assertThat(await(objects().find(Records.ref(bucket, "b")))).isEmpty();
  }

  @Test
  void put_ifAbsent_onlyTheFirst() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    NewObject first = Records.object(ref, blobA);
    await(objects().put(first, IF_ABSENT));
    assertThat(errorOf(objects().put(Records.object(ref, blobB), IF_ABSENT)))
        .isEqualTo(new RequestError.PreconditionFailed("If-None-Match"));
    assertThat(await(objects().find(ref))).contains(Records.stored(first));
    assertThat(await(references().known(Set.of(blobB)))).isEmpty();
  }

  @Test
  void put_ifMatches_onlyOverThatEntityTag() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    NewObject first = Records.object(ref, blobA);
    NewObject second = Records.object(ref, blobB);
    WriteCondition overFirst = new WriteCondition.IfMatches(first.content().etag());
    assertThat(errorOf(objects().put(second, overFirst)))
        .isEqualTo(new RequestError.NoSuchKey(ref.key()));
    await(objects().put(first, ALWAYS));
    assertThat(errorOf(objects().put(second, new WriteCondition.IfMatches(new ETag("other")))))
        .isEqualTo(new RequestError.PreconditionFailed("If-Match"));
    await(objects().put(second, overFirst));
    assertThat(await(objects().find(ref))).contains(Records.stored(second));
  }

  @Test
  void put_withBytes_onlyWhoReadsGetsThem() {
    NewObject object = Records.object(Records.ref(newBucket(), "k"), blobA);
    await(objects().put(object, ALWAYS, Optional.of(BYTES)));
    assertThat(bytesOf(object.ref())).contains(BYTES);
    assertThat(await(objects().find(object.ref()))).contains(Records.stored(object));
    assertThat(
            await(objects().locateToRead(Wanted.current(object.ref())))
                .found()
                .map(ReadableVersion::version))
        .contains(Records.stored(object));
    assertThat(await(references().known(Set.of(blobA)))).containsExactly(blobA);
  }

  @Test
  void locateToRead_objectInBlobs_hasNoBytes() {
    BucketName bucket = newBucket();
    NewObject one = Records.object(Records.ref(bucket, "one"), blobA);
    NewObject two = Records.object(Records.ref(bucket, "two"), blobB, UUID.randomUUID());
    await(objects().put(one, ALWAYS));
    await(objects().put(two, ALWAYS));
    assertThat(await(objects().locateToRead(Wanted.current(one.ref()))))
        .isEqualTo(
            new Located<>(
                await(buckets().find(bucket)),
                Optional.of(new ReadableVersion(Records.stored(one), Optional.empty()))));
    assertThat(bytesOf(two.ref())).isEmpty();
    assertThat(await(objects().locateToRead(Wanted.current(Records.ref(bucket, "other")))).found())
        .isEmpty();
    assertThat(
            await(objects().locateToRead(Wanted.current(Records.ref(Records.bucketName(), "k")))))
        .isEqualTo(Located.nowhere());
  }

  @Test
  void put_bytesOverBytes_readsTheNewOnes() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    SealedBytes second = SealedBytes.adopt(new byte[] {9});
    await(objects().put(Records.object(ref, blobA), ALWAYS, Optional.of(BYTES)));
    await(objects().put(Records.object(ref, blobB), ALWAYS, Optional.of(second)));
    assertThat(bytesOf(ref)).contains(second);
    assertThat(collectable(blobA, blobB)).containsExactly(blobA);
    await(objects().put(Records.object(ref, UUID.randomUUID()), ALWAYS));
    assertThat(bytesOf(ref)).isEmpty();
    assertThat(collectable(blobA, blobB)).containsExactlyInAnyOrder(blobA, blobB);
  }

  @Test
  void put_bytesRefused_nothingStays() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    await(objects().put(Records.object(ref, blobA), ALWAYS, Optional.of(BYTES)));
    assertThat(errorOf(objects().put(Records.object(ref, blobB), IF_ABSENT, Optional.of(BYTES))))
        .isEqualTo(new RequestError.PreconditionFailed("If-None-Match"));
    assertThat(await(references().known(Set.of(blobA, blobB)))).containsExactly(blobA);
  }

  @Test
  void put_bytesForSeveralBlobs_isABug() {
    NewObject object = Records.object(Records.ref(newBucket(), "k"), blobA, blobB);
    assertThatThrownBy(() -> await(objects().put(object, ALWAYS, Optional.of(BYTES))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(await(objects().find(object.ref()))).isEmpty();
  }

  @Test
  void putSharing_bytes_liveUntilTheLastObjectGoes() {
    BucketName bucket = newBucket();
    ObjectRef source = Records.ref(bucket, "source");
    ObjectRef copy = Records.ref(bucket, "copy");
    await(objects().put(Records.object(source, blobA), ALWAYS, Optional.of(BYTES)));
    await(objects().putSharing(Records.object(copy, blobA), ALWAYS));
    await(objects().delete(Wanted.current(source), ALWAYS, Objects.Permit.any()));
    assertThat(collectable(blobA)).isEmpty();
    await(references().forget(List.of(blobA)));
    assertThat(bytesOf(copy)).contains(BYTES);
    await(objects().delete(Wanted.current(copy), ALWAYS, Objects.Permit.any()));
    assertThat(collectable(blobA)).containsExactly(blobA);
    await(references().forget(List.of(blobA)));
    // The id is free again, and nothing is left under it.
    await(objects().put(Records.object(source, blobA), ALWAYS));
    assertThat(bytesOf(source)).isEmpty();
  }

  @Test
  void replaceRecord_bytes_stay() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    NewObject before = Records.object(ref, blobA);
    await(objects().put(before, ALWAYS, Optional.of(BYTES)));
    NewObject after = Records.object(ref, Records.envelope("key-2"), blobA);
    assertThat(await(objects().replaceRecord(Records.stored(after), before.sealing().envelope())))
        .isTrue();
    assertThat(bytesOf(ref)).contains(BYTES);
  }

  private Optional<SealedBytes> bytesOf(ObjectRef ref) {
    return await(objects().locateToRead(Wanted.current(ref)))
        .found()
        .flatMap(ReadableVersion::bytes);
  }

  @Test
  void putSharing_blobLivesUntilTheLastObjectGoes() {
    BucketName bucket = newBucket();
    NewObject source = Records.object(Records.ref(bucket, "source"), blobA, blobB);
    NewObject copy = Records.object(Records.ref(bucket, "copy"), blobA, blobB);
    await(objects().put(source, ALWAYS));
    await(objects().putSharing(copy, ALWAYS));
    await(objects().delete(Wanted.current(source.ref()), ALWAYS, Objects.Permit.any()));
    assertThat(collectable(blobA, blobB)).isEmpty();
    assertThat(await(objects().find(copy.ref()))).contains(Records.stored(copy));
    await(objects().delete(Wanted.current(copy.ref()), ALWAYS, Objects.Permit.any()));
    assertThat(collectable(blobA, blobB)).containsExactlyInAnyOrder(blobA, blobB);
  }

  @Test
  void putSharing_ontoItself_keepsTheCount() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    await(objects().put(Records.object(ref, blobA), ALWAYS));
    NewObject again = Records.object(ref, Records.envelope("key-2"), blobA);
    await(objects().putSharing(again, ALWAYS));
    assertThat(await(objects().find(ref))).contains(Records.stored(again));
    assertThat(collectable(blobA)).isEmpty();
    await(objects().delete(Wanted.current(ref), ALWAYS, Objects.Permit.any()));
    assertThat(collectable(blobA)).containsExactly(blobA);
  }

  @Test
  void putSharing_overAnother_freesTheOthersBlob() {
    BucketName bucket = newBucket();
    await(objects().put(Records.object(Records.ref(bucket, "a"), blobA), ALWAYS));
    await(objects().put(Records.object(Records.ref(bucket, "b"), blobB), ALWAYS));
    await(objects().putSharing(Records.object(Records.ref(bucket, "b"), blobA), ALWAYS));
    assertThat(collectable(blobA, blobB)).containsExactly(blobB);
  }

  @Test
  void putSharing_collectedBlob_conflict() {
    BucketName bucket = newBucket();
    ObjectRef source = Records.ref(bucket, "source");
    NewObject copy = Records.object(Records.ref(bucket, "copy"), blobA);
    await(objects().put(Records.object(source, blobA), ALWAYS));
    await(objects().delete(Wanted.current(source), ALWAYS, Objects.Permit.any()));
    assertThat(collectable(blobA)).containsExactly(blobA);
    RequestError conflict = new RequestError.ConditionalRequestConflict(copy.ref().key());
    assertThat(errorOf(objects().putSharing(copy, ALWAYS))).isEqualTo(conflict);
    await(references().forget(List.of(blobA)));
    assertThat(errorOf(objects().putSharing(copy, ALWAYS))).isEqualTo(conflict);
    assertThat(await(objects().find(copy.ref()))).isEmpty();
  }

  @Test
  void replaceRecord_expectedEnvelope_exchanges() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    NewObject before = Records.object(ref, blobA);
    await(objects().put(before, ALWAYS));
    NewObject after = Records.object(ref, Records.envelope("key-2"), blobA);
    assertThat(await(objects().replaceRecord(Records.stored(after), before.sealing().envelope())))
        .isTrue();
    assertThat(await(objects().find(ref))).contains(Records.stored(after));
    assertThat(collectable(blobA)).isEmpty();
  }

  @Test
  void replaceRecord_otherEnvelopeOrNone_leavesAll() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    NewObject before = Records.object(ref, blobA);
    Envelope next = Records.envelope("key-2");
    NewObject after = Records.object(ref, next, blobA);
    assertThat(await(objects().replaceRecord(Records.stored(after), before.sealing().envelope())))
        .isFalse();
    assertThat(await(objects().find(ref))).isEmpty();
    await(objects().put(before, ALWAYS));
    assertThat(await(objects().replaceRecord(Records.stored(after), next))).isFalse();
    assertThat(await(objects().find(ref))).contains(Records.stored(before));
  }

  @ParameterizedTest
  @EnumSource(Suite.class)
  void put_manifestOfEverySuite_itsBlobIsCounted(Suite suite) {
    ObjectRef ref = Records.ref(newBucket(), "k");
    PartManifest manifest =
        new PartManifest(
            suite, List.of(new PartManifest.Part(1, blobA, 10, StreamCommitment.of(new byte[32]))));
    try (DataKey key = DataKey.generate(suite);
        MetadataKey metadataKey = MetadataKey.of(key)) {
      SealedManifest sealed = SealedManifest.of(manifest.encode(metadataKey));
      await(objects().put(Records.withManifest(ref, Records.envelope("key-1"), sealed), ALWAYS));
    }
    await(objects().delete(Wanted.current(ref), ALWAYS, Objects.Permit.any()));

    assertThat(collectable(blobA)).containsExactly(blobA);
  }

  @Test
  void extend_asItWasRead_namesOneBlobMore() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    NewObject before = Records.object(ref, blobA);
    await(objects().put(before, ALWAYS));
    ObjectVersion longer = Records.stored(Records.object(ref, blobA, blobB));

    assertThat(await(objects().extend(longer, before.content().manifest(), blobB))).isTrue();

    assertThat(await(objects().find(ref))).contains(longer);
    assertThat(collectable(blobA, blobB)).isEmpty();
    await(objects().delete(Wanted.current(ref), ALWAYS, Objects.Permit.any()));
    assertThat(collectable(blobA, blobB)).containsExactlyInAnyOrder(blobA, blobB);
  }

  @Test
  void extend_byTwoAtOnce_onlyTheFirst() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    NewObject before = Records.object(ref, blobA);
    await(objects().put(before, ALWAYS));
    ObjectVersion longer = Records.stored(Records.object(ref, blobA, blobB));
    UUID other = UUID.randomUUID();
    ObjectVersion otherwise = Records.stored(Records.object(ref, blobA, other));

    assertThat(await(objects().extend(longer, before.content().manifest(), blobB))).isTrue();
    assertThat(await(objects().extend(otherwise, before.content().manifest(), other))).isFalse();

    assertThat(await(objects().find(ref))).contains(longer);
  }

  @Test
  void extend_gone_leavesAll() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    NewObject before = Records.object(ref, blobA);
    ObjectVersion longer = Records.stored(Records.object(ref, blobA, blobB));

    assertThat(await(objects().extend(longer, before.content().manifest(), blobB))).isFalse();

    assertThat(await(objects().find(ref))).isEmpty();
  }

  @Test
  void delete_present_trueThenFalse() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    await(objects().put(Records.object(ref, blobA), ALWAYS));
    assertThat(outcome(objects().delete(Wanted.current(ref), ALWAYS, Objects.Permit.any())))
        .isEqualTo(Deletion.Outcome.DONE);
    assertThat(await(objects().find(ref))).isEmpty();
    assertThat(outcome(objects().delete(Wanted.current(ref), ALWAYS, Objects.Permit.any())))
        .isEqualTo(Deletion.Outcome.NOTHING_THERE);
    assertThat(collectable(blobA)).containsExactly(blobA);
  }

  @Test
  void delete_damagedManifest_goesAndLeavesItsBlobs() {
    NewObject object = putDamaged(Records.ref(newBucket(), "k"), blobA);
    assertThat(
            outcome(objects().delete(Wanted.current(object.ref()), ALWAYS, Objects.Permit.any())))
        .isEqualTo(Deletion.Outcome.DONE);
    assertThat(await(objects().find(object.ref()))).isEmpty();
    assertThat(collectable(blobA)).isEmpty();
    assertThat(await(references().known(Set.of(blobA)))).containsExactly(blobA);
  }

  @Test
  void put_overDamagedManifest_replacesAndLeavesItsBlobs() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    putDamaged(ref, blobA);
    NewObject second = Records.object(ref, blobB);
    await(objects().put(second, ALWAYS));
    assertThat(await(objects().find(ref))).contains(Records.stored(second));
    assertThat(collectable(blobA, blobB)).isEmpty();
  }

  @Test
  void deleteAll_oneDamagedManifest_allGo() {
    BucketName bucket = newBucket();
    putDamaged(Records.ref(bucket, "a"), blobA);
    await(objects().put(Records.object(Records.ref(bucket, "b"), blobB), ALWAYS));
    await(
        objects()
            .deleteAll(
                bucket,
                current(bucket, List.of(new ObjectKey("a"), new ObjectKey("b"))),
                Objects.Permit.any()));
    assertThat(await(objects().find(Records.ref(bucket, "a")))).isEmpty();
    assertThat(await(objects().find(Records.ref(bucket, "b")))).isEmpty();
    assertThat(collectable(blobA, blobB)).containsExactly(blobB);
  }

  @Test
  void putSharing_damagedManifest_refused() {
    BucketName bucket = newBucket();
    NewObject damaged = putDamaged(Records.ref(bucket, "a"), blobA);
    NewObject copy =
        Records.withManifest(
            Records.ref(bucket, "b"), damaged.sealing().envelope(), damaged.content().manifest());
    assertThat(errorOf(objects().putSharing(copy, ALWAYS)))
        .isInstanceOf(RequestError.ObjectDamaged.class);
    assertThat(await(objects().find(copy.ref()))).isEmpty();
  }

  /** An object whose manifest was changed in the store. */
  private NewObject putDamaged(ObjectRef ref, UUID blob) {
    NewObject object = Records.object(ref, blob);
    await(objects().put(object, ALWAYS));
    byte[] manifest = object.content().manifest().bytes();
    manifest[0] ^= 1;
    NewObject damaged =
        Records.withManifest(ref, object.sealing().envelope(), SealedManifest.of(manifest));
    await(objects().replaceRecord(Records.stored(damaged), object.sealing().envelope()));
    return damaged;
  }

  @Test
  void delete_ifMatches_onlyThatEntityTag() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    NewObject object = Records.object(ref, blobA);
    WriteCondition matching = new WriteCondition.IfMatches(object.content().etag());
    assertThat(errorOf(objects().delete(Wanted.current(ref), matching, Objects.Permit.any())))
        .isEqualTo(new RequestError.NoSuchKey(ref.key()));
    await(objects().put(object, ALWAYS));
    assertThat(
            errorOf(
                objects()
                    .delete(
                        Wanted.current(ref),
                        new WriteCondition.IfMatches(new ETag("other")),
                        Objects.Permit.any())))
        .isEqualTo(new RequestError.PreconditionFailed("If-Match"));
    assertThat(outcome(objects().delete(Wanted.current(ref), matching, Objects.Permit.any())))
        .isEqualTo(Deletion.Outcome.DONE);
  }

  @Test
  void locate_bucketAndObject_asTheyAre() {
    BucketName bucket = newBucket();
    NewObject object = Records.object(Records.ref(bucket, "k"), blobA);
    await(objects().put(object, ALWAYS));
    Bucket stored = await(buckets().find(bucket)).orElseThrow();
    assertThat(await(objects().locate(Wanted.current(object.ref()))))
        .isEqualTo(new Located<>(Optional.of(stored), Optional.of(Records.stored(object))));
    assertThat(await(objects().locate(Wanted.current(Records.ref(bucket, "other")))))
        .isEqualTo(new Located<>(Optional.of(stored), Optional.empty()));
    assertThat(await(objects().locate(Wanted.current(Records.ref(Records.bucketName(), "k")))))
        .isEqualTo(Located.nowhere());
  }

  @Test
  void delete_bucketAsSeen_onlyWhileItIsThatRevision() {
    BucketName name = newBucket();
    ObjectRef ref = Records.ref(name, "k");
    await(objects().put(Records.object(ref, blobA), ALWAYS));
    Optional<UUID> seen = await(buckets().find(name)).map(Bucket::revision);
    await(buckets().setEncryption(name, Optional.empty()));
    assertThat(
            await(objects().delete(Wanted.current(ref), ALWAYS, new Objects.Permit(seen, false))))
        .isEmpty();
    assertThat(
            await(
                objects()
                    .deleteAll(
                        name, List.of(Wanted.current(ref)), new Objects.Permit(seen, false))))
        .isEmpty();
    assertThat(await(objects().find(ref))).isPresent();
    Optional<UUID> now = await(buckets().find(name)).map(Bucket::revision);
    assertThat(
            outcome(objects().delete(Wanted.current(ref), ALWAYS, new Objects.Permit(now, false))))
        .isEqualTo(Deletion.Outcome.DONE);
    assertThat(
            await(
                objects()
                    .delete(
                        Wanted.current(Records.ref(Records.bucketName(), "k")),
                        ALWAYS,
                        new Objects.Permit(now, false))))
        .isEmpty();
  }

  @Test
  void deleteAll_someAbsentSomeSharing_countsEveryReference() {
    BucketName bucket = newBucket();
    await(objects().put(Records.object(Records.ref(bucket, "a"), blobA), ALWAYS));
    await(objects().putSharing(Records.object(Records.ref(bucket, "b'%_\\"), blobA), ALWAYS));
    NewObject other = Records.object(Records.ref(bucket, "c"), blobB);
    await(objects().put(other, ALWAYS));
    await(
        objects()
            .deleteAll(
                bucket,
                current(
                    bucket,
                    List.of(new ObjectKey("a"), new ObjectKey("b'%_\\"), new ObjectKey("absent"))),
                Objects.Permit.any()));
    assertThat(await(objects().find(Records.ref(bucket, "a")))).isEmpty();
    assertThat(await(objects().find(Records.ref(bucket, "b'%_\\")))).isEmpty();
    assertThat(await(objects().find(other.ref()))).contains(Records.stored(other));
    assertThat(collectable(blobA, blobB)).containsExactly(blobA);
    await(objects().deleteAll(bucket, List.of(), Objects.Permit.any()));
  }

  @Test
  void forget_onlyCondemned() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    await(objects().put(Records.object(ref, blobA), ALWAYS));
    await(references().forget(List.of(blobA)));
    assertThat(await(references().known(Set.of(blobA, blobB)))).containsExactly(blobA);
    await(objects().delete(Wanted.current(ref), ALWAYS, Objects.Permit.any()));
    assertThat(collectable(blobA)).containsExactly(blobA);
    assertThat(await(references().known(Set.of(blobA)))).containsExactly(blobA);
    await(references().forget(List.of(blobA)));
    assertThat(await(references().known(Set.of(blobA)))).isEmpty();
    assertThat(collectable(blobA)).isEmpty();
  }

  @Test
  void collectable_crashedCollector_comesUpAgain() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    await(objects().put(Records.object(ref, blobA), ALWAYS));
    await(objects().delete(Wanted.current(ref), ALWAYS, Objects.Permit.any()));
    assertThat(collectable(blobA)).containsExactly(blobA);
    assertThat(collectable(blobA)).containsExactly(blobA);
  }
}
