package io.strongroom.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Deletion;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.VersionListing;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/** What sixteen callers of one writing method do to each other: nothing that shows. */
public abstract class ContentionContract extends MetadataContract {

  private static final int CALLERS = 16;
  private static final WriteCondition ALWAYS = new WriteCondition.Always();

  private final List<UUID> blobs =
      IntStream.range(0, CALLERS).mapToObj(i -> UUID.randomUUID()).toList();

  /** Subscribes where the store wants it, and does not wait. */
  protected <T> CompletableFuture<T> start(Uni<T> uni) {
    return CompletableFuture.supplyAsync(() -> await(uni));
  }

  /** Starts all at once; refusals are outcomes. */
  private <T> List<Outcome<T>> together(IntFunction<Uni<T>> work) {
    List<CompletableFuture<Outcome<T>>> running =
        IntStream.range(0, CALLERS)
            .mapToObj(
                i ->
                    start(
                        work.apply(i)
                            .map(done -> new Outcome<>(Optional.ofNullable(done), Optional.empty()))
                            .onFailure(ObjectStoreException.class)
                            .recoverWithItem(
                                e -> new Outcome<>(Optional.empty(), Optional.of(e.error())))))
            .toList();
    return running.stream().map(one -> one.orTimeout(60, TimeUnit.SECONDS).join()).toList();
  }

  private record Outcome<T>(Optional<T> result, Optional<RequestError> error) {
    boolean isGood() {
      return error.isEmpty();
    }
  }

  private static long good(List<? extends Outcome<?>> outcomes) {
    return outcomes.stream().filter(Outcome::isGood).count();
  }

  private Set<UUID> freed() {
    return new HashSet<>(collectable(blobs.toArray(UUID[]::new)));
  }

  private Set<UUID> allBut(UUID kept) {
    Set<UUID> others = new HashSet<>(blobs);
    others.remove(kept);
    return others;
  }

  private Upload newUpload(BucketName bucket, String key) {
    Upload upload =
        Records.upload(Records.ref(bucket, key), UUID.randomUUID().toString(), Records.TIME);
    await(uploads().create(upload));
    return upload;
  }

  @RepeatedTest(3)
  void put_oneName_oneBlobStays() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    assertThat(together(i -> objects().put(Records.object(ref, blobs.get(i)), ALWAYS)))
        .allMatch(Outcome::isGood);
    assertThat(freed()).isEqualTo(allBut(blobOf(ref)));
  }

  private UUID blobOf(ObjectRef ref) {
    return await(objects().find(ref)).orElseThrow().manifest().blobIds().getFirst();
  }

  /** Sixteen callers leave one current version, and every other where it belongs. */
  @RepeatedTest(3)
  void versions_putMarkAndRemoveOfOneKey_oneCurrentOrNone() {
    BucketName bucket = newBucket();
    await(buckets().setVersioning(bucket, Versioning.ENABLED));
    ObjectRef ref = Records.ref(bucket, "k");
    assertThat(
            together(
                i ->
                    i % 4 == 3
                        ? objects()
                            .delete(Wanted.current(ref), ALWAYS, Objects.Permit.any())
                            .replaceWith(true)
                        : objects()
                            .put(Records.object(ref, blobs.get(i)), ALWAYS)
                            .replaceWith(true)))
        .allMatch(Outcome::isGood);
    List<VersionListing.Entry> all = versions(bucket);
    assertThat(all).hasSize(CALLERS);
    assertThat(all).filteredOn(VersionListing.Entry::latest).containsExactly(all.getFirst());
    // All go at once, and twice each: whoever is current meanwhile, one is until none is left.
    assertThat(
            together(
                i ->
                    objects()
                        .delete(
                            new Wanted(ref, Optional.of(all.get(i / 2 + (i % 2) * 8).version())),
                            ALWAYS,
                            Objects.Permit.any())
                        .chain(done -> objects().locate(Wanted.current(ref)))))
        .allMatch(Outcome::isGood);
    assertThat(versions(bucket)).isEmpty();
    assertThat(await(objects().locate(Wanted.current(ref))).found()).isEmpty();
    assertThat(freed()).isEqualTo(await(references().known(blobs)));
    await(buckets().delete(bucket));
  }

  @RepeatedTest(3)
  void versions_switchedAmidWrites_oneCurrent() {
    BucketName bucket = newBucket();
    ObjectRef ref = Records.ref(bucket, "k");
    assertThat(
            together(
                i ->
                    i % 5 == 4
                        ? buckets()
                            .setVersioning(
                                bucket, i % 2 == 0 ? Versioning.ENABLED : Versioning.SUSPENDED)
                            .replaceWith(true)
                        : objects()
                            .put(Records.object(ref, blobs.get(i)), ALWAYS)
                            .replaceWith(true)))
        .allMatch(Outcome::isGood);
    List<VersionListing.Entry> all = versions(bucket);
    assertThat(all).filteredOn(VersionListing.Entry::latest).containsExactly(all.getFirst());
    assertThat(all.stream().filter(entry -> entry.version().isNull())).hasSizeLessThanOrEqualTo(1);
    Set<UUID> known = await(references().known(blobs));
    assertThat(known.size() - freed().size()).isEqualTo(all.size());
  }

  private List<VersionListing.Entry> versions(BucketName bucket) {
    return await(
            listings()
                .listVersions(
                    new VersionListing.Query(
                        bucket, "", Optional.empty(), "", Optional.empty(), 1000)))
        .entries();
  }

  @RepeatedTest(3)
  void put_eachOverTheSameTag_oneWins() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    NewObject first = Records.object(ref, UUID.randomUUID());
    await(objects().put(first, ALWAYS));
    WriteCondition overFirst = new WriteCondition.IfMatches(first.content().etag());
    assertThat(good(together(i -> objects().put(Records.object(ref, blobs.get(i)), overFirst))))
        .isEqualTo(1);
    assertThat(await(references().known(blobs))).containsExactly(blobOf(ref));
  }

  @RepeatedTest(3)
  void putSharing_ofOneSourceOntoOneName_countsExactly() {
    BucketName bucket = newBucket();
    ObjectRef source = Records.ref(bucket, "source");
    ObjectRef copy = Records.ref(bucket, "copy");
    UUID blob = blobs.getFirst();
    await(objects().put(Records.object(source, blob), ALWAYS));
    assertThat(together(i -> objects().putSharing(Records.object(copy, blob), ALWAYS)))
        .allMatch(Outcome::isGood);
    await(objects().delete(Wanted.current(source), ALWAYS, Objects.Permit.any()));
    assertThat(freed()).isEmpty();
    await(objects().delete(Wanted.current(copy), ALWAYS, Objects.Permit.any()));
    assertThat(freed()).containsExactly(blob);
  }

  @RepeatedTest(3)
  void replaceRecord_ofOneEnvelope_oneWins() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    NewObject before = Records.object(ref, blobs.getFirst());
    await(objects().put(before, ALWAYS));
    assertThat(
            together(
                i ->
                    objects()
                        .replaceRecord(
                            Records.stored(
                                Records.object(
                                    ref, Records.envelope("key-" + i), blobs.getFirst())),
                            before.sealing().envelope())))
        .filteredOn(outcome -> outcome.result().orElseThrow())
        .hasSize(1);
  }

  @RepeatedTest(3)
  void delete_oneName_oneFindsIt() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    await(objects().put(Records.object(ref, blobs.getFirst()), ALWAYS));
    assertThat(together(i -> objects().delete(Wanted.current(ref), ALWAYS, Objects.Permit.any())))
        .filteredOn(
            outcome ->
                outcome.result().orElseThrow().orElseThrow().outcome() == Deletion.Outcome.DONE)
        .hasSize(1);
    assertThat(freed()).containsExactly(blobs.getFirst());
  }

  @RepeatedTest(3)
  void deleteAll_sameNames_everyReferenceOnce() {
    BucketName bucket = newBucket();
    for (int i = 0; i < CALLERS; i++) {
      await(objects().put(Records.object(Records.ref(bucket, "k" + i), blobs.get(i)), ALWAYS));
    }
    assertThat(
            together(
                i -> {
                  Set<ObjectKey> keys = new HashSet<>();
                  for (int k = 0; k < CALLERS; k++) {
                    keys.add(new ObjectKey("k" + (k + i) % CALLERS));
                  }
                  return objects().deleteAll(bucket, current(bucket, keys), Objects.Permit.any());
                }))
        .allMatch(Outcome::isGood);
    assertThat(freed()).containsExactlyInAnyOrderElementsOf(blobs);
  }

  @RepeatedTest(3)
  void putPart_oneNumber_oneBlobStays() {
    Upload upload = newUpload(newBucket(), "k");
    assertThat(together(i -> uploads().putPart(upload, Records.part(1, blobs.get(i)))))
        .allMatch(Outcome::isGood);
    StoredPart kept = await(uploads().parts(upload, 0, 2)).getFirst();
    assertThat(freed()).isEqualTo(allBut(kept.blobId()));
  }

  @RepeatedTest(3)
  void abort_whilePartsArrive_oneEndsItAndNoBlobIsLost() {
    Upload upload = newUpload(newBucket(), "k");
    List<Outcome<Void>> outcomes =
        together(
            i ->
                i % 4 == 3
                    ? uploads().abort(upload)
                    : uploads().putPart(upload, Records.part(1 + i % 3, blobs.get(i))));
    assertThat(IntStream.range(0, CALLERS).filter(i -> i % 4 == 3 && outcomes.get(i).isGood()))
        .hasSize(1);
    assertThat(freed()).isEqualTo(await(references().known(blobs)));
  }

  @RepeatedTest(3)
  void complete_severalUploadsOfOneName_oneObjectAndItsBlobStay() {
    BucketName bucket = newBucket();
    List<Upload> running =
        IntStream.range(0, CALLERS).mapToObj(i -> newUpload(bucket, "k")).toList();
    for (int i = 0; i < CALLERS; i++) {
      await(uploads().putPart(running.get(i), Records.part(1, blobs.get(i))));
    }
    ObjectRef ref = Records.ref(bucket, "k");
    assertThat(
            together(
                i -> uploads().complete(running.get(i), Records.object(ref, blobs.get(i)), ALWAYS)))
        .allMatch(Outcome::isGood);
    assertThat(freed()).isEqualTo(allBut(blobOf(ref)));
    await(buckets().setEncryption(bucket, Optional.empty()));
    await(objects().delete(Wanted.current(ref), ALWAYS, Objects.Permit.any()));
    await(buckets().delete(bucket));
  }

  @RepeatedTest(3)
  void complete_oneUpload_oneWins() {
    BucketName bucket = newBucket();
    Upload upload = newUpload(bucket, "k");
    await(uploads().putPart(upload, Records.part(1, blobs.getFirst())));
    NewObject object = Records.object(upload.ref(), blobs.getFirst());
    assertThat(good(together(i -> uploads().complete(upload, object, ALWAYS)))).isEqualTo(1);
    assertThat(freed()).isEmpty();
  }

  @RepeatedTest(3)
  void create_whileTheBucketGoes_noUploadWithoutABucket() {
    BucketName bucket = newBucket();
    List<Outcome<Void>> outcomes =
        together(
            i ->
                i == CALLERS / 2
                    ? buckets().delete(bucket)
                    : uploads()
                        .create(
                            Records.upload(
                                Records.ref(bucket, "k" + i),
                                UUID.randomUUID().toString(),
                                Records.TIME)));
    assertThat(outcomes.get(CALLERS / 2).isGood()).isTrue();
    assertThat(outcomes)
        .filteredOn(outcome -> !outcome.isGood())
        .allMatch(e -> e.error().equals(Optional.of(new RequestError.NoSuchBucket(bucket))));
    assertThat(await(buckets().find(bucket))).isEmpty();
  }

  @RepeatedTest(3)
  void deleteBucket_oneWins() {
    BucketName bucket = newBucket();
    assertThat(good(together(i -> buckets().delete(bucket)))).isEqualTo(1);
  }

  @RepeatedTest(3)
  void createIfAbsent_oneWins() {
    BucketName name = Records.bucketName();
    assertThat(
            together(i -> buckets().createIfAbsent(Records.bucket(name))).stream()
                .map(outcome -> outcome.result().map(Bucket::revision))
                .distinct())
        .hasSize(1);
  }

  @RepeatedTest(3)
  void setEncryption_all_lastOneStands() {
    BucketName name = newBucket();
    assertThat(
            together(
                i ->
                    buckets()
                        .setEncryption(
                            name, Optional.of(EncryptionConfiguration.serviceDefault()))))
        .allMatch(Outcome::isGood);
    assertThat(await(buckets().find(name)).flatMap(Bucket::encryption)).isPresent();
  }

  @RepeatedTest(3)
  void putIfAbsent_againstDeletes_tagsAlwaysFit() {
    ObjectRef ref = Records.ref(newBucket(), "k");
    together(
        i ->
            i % 2 == 0
                ? objects()
                    .put(Records.object(ref, blobs.get(i)), new WriteCondition.IfAbsent())
                    .replaceWith(true)
                : objects()
                    .delete(
                        Wanted.current(ref),
                        new WriteCondition.IfMatches(tag(blobs.get(i - 1))),
                        Objects.Permit.any())
                    .replaceWith(true));
    Set<UUID> known = await(references().known(blobs));
    await(objects().find(ref)).ifPresent(left -> known.removeAll(left.manifest().blobIds()));
    assertThat(freed()).isEqualTo(known);
  }

  private static ETag tag(UUID blob) {
    return new ETag(blob.toString().replace("-", ""));
  }
}
