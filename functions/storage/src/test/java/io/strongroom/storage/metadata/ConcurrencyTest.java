package io.strongroom.storage.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.name.AccountId;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.BlobReferences;
import io.strongroom.domain.port.Buckets;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ReadableVersion;
import io.strongroom.domain.record.SealedBytes;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.testing.Records;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What writers who meet do to each other: nothing that shows. */
@QuarkusTest
@QuarkusTestResource(Postgres.class)
final class ConcurrencyTest {

  private static final WriteCondition ALWAYS = new WriteCondition.Always();

  @Inject PostgresPorts store;
  @Inject Vertx vertx;

  private Buckets buckets;
  private Objects objects;
  private BlobReferences references;
  private Uploads uploads;
  private BucketName bucket;

  @BeforeEach
  void newBucket() {
    buckets = store.ports().buckets();
    objects = store.ports().objects();
    references = store.ports().references();
    uploads = store.ports().uploads();
    bucket = Records.bucketName();
    await(buckets.createIfAbsent(Records.bucket(bucket)));
  }

  private <T> T await(Uni<T> uni) {
    return new OnVertx(vertx).await(uni);
  }

  /** Starts all at once; the outcome of each is empty when it succeeded. */
  private List<Optional<RequestError>> outcomes(int count, IntFunction<Uni<?>> work) {
    List<CompletableFuture<Optional<RequestError>>> running =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new OnVertx(vertx)
                        .start(
                            work.apply(i)
                                .replaceWith(Optional.<RequestError>empty())
                                .onFailure(ObjectStoreException.class)
                                .recoverWithItem(e -> Optional.of(e.error()))))
            .toList();
    return running.stream().map(one -> one.orTimeout(60, TimeUnit.SECONDS).join()).toList();
  }

  private List<Wanted> current(List<ObjectKey> keys) {
    return keys.stream().map(key -> Wanted.current(new ObjectRef(bucket, key))).toList();
  }

  private Set<UUID> collectable(List<UUID> of) {
    Set<UUID> all = new HashSet<>(await(references.collectable(1_000_000)));
    all.retainAll(of);
    return all;
  }

  private static List<UUID> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> UUID.randomUUID()).toList();
  }

  @RepeatedTest(3)
  void put_ifAbsentByTwenty_exactlyOneWins() {
    ObjectRef ref = Records.ref(bucket, "k");
    List<UUID> blobs = ids(20);
    List<Optional<RequestError>> outcomes =
        outcomes(
            20, i -> objects.put(Records.object(ref, blobs.get(i)), new WriteCondition.IfAbsent()));
    assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(1);
    assertThat(outcomes)
        .filteredOn(Optional::isPresent)
        .allMatch(e -> e.get().equals(new RequestError.PreconditionFailed("If-None-Match")));
    UUID winner = blobs.get(outcomes.indexOf(Optional.<RequestError>empty()));
    assertThat(await(objects.find(ref)).orElseThrow().manifest().blobIds()).containsExactly(winner);
    assertThat(await(references.known(blobs))).containsExactly(winner);
  }

  @RepeatedTest(3)
  void put_ifMatchesByTwenty_exactlyOneWins() {
    ObjectRef ref = Records.ref(bucket, "k");
    NewObject first = Records.object(ref, UUID.randomUUID());
    await(objects.put(first, ALWAYS));
    List<Optional<RequestError>> outcomes =
        outcomes(
            20,
            i ->
                objects.put(
                    Records.object(ref, UUID.randomUUID()),
                    new WriteCondition.IfMatches(first.content().etag())));
    assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(1);
    assertThat(outcomes)
        .filteredOn(Optional::isPresent)
        .allMatch(e -> e.get().equals(new RequestError.PreconditionFailed("If-Match")));
  }

  @RepeatedTest(3)
  void put_byTwenty_allSucceedAndOneBlobStays() {
    ObjectRef ref = Records.ref(bucket, "k");
    List<UUID> blobs = ids(20);
    assertThat(outcomes(20, i -> objects.put(Records.object(ref, blobs.get(i)), ALWAYS)))
        .allMatch(Optional::isEmpty);
    UUID visible = await(objects.find(ref)).orElseThrow().manifest().blobIds().getFirst();
    Set<UUID> others = new HashSet<>(blobs);
    others.remove(visible);
    assertThat(collectable(blobs)).isEqualTo(others);
  }

  @RepeatedTest(3)
  void put_bytesBySixteen_recordAndBytesBelongTogether() {
    ObjectRef ref = Records.ref(bucket, "k");
    List<UUID> blobs = ids(16);
    assertThat(
            outcomes(
                16,
                i ->
                    objects.put(
                        Records.object(ref, blobs.get(i)),
                        ALWAYS,
                        Optional.of(SealedBytes.adopt(new byte[] {(byte) i})))))
        .allMatch(Optional::isEmpty);
    ReadableVersion visible =
        await(objects.locateToRead(Wanted.current(ref))).found().orElseThrow();
    int winner =
        blobs.indexOf(visible.version().object().orElseThrow().manifest().blobIds().getFirst());
    assertThat(visible.bytes()).contains(SealedBytes.adopt(new byte[] {(byte) winner}));
    Set<UUID> others = new HashSet<>(blobs);
    others.remove(blobs.get(winner));
    assertThat(collectable(blobs)).isEqualTo(others);
    await(references.forget(others));
    assertThat(await(references.known(blobs))).containsExactly(blobs.get(winner));
    assertThat(await(objects.locateToRead(Wanted.current(ref))).found()).contains(visible);
  }

  @RepeatedTest(3)
  void put_whileDeleting_noBlobIsLost() {
    ObjectRef ref = Records.ref(bucket, "k");
    List<UUID> blobs = ids(30);
    assertThat(
            outcomes(
                30,
                i ->
                    i % 3 == 0
                        ? objects.delete(Wanted.current(ref), ALWAYS, Objects.Permit.any())
                        : objects.put(Records.object(ref, blobs.get(i)), ALWAYS)))
        .allMatch(Optional::isEmpty);
    Set<UUID> known = await(references.known(blobs));
    await(objects.find(ref)).ifPresent(o -> known.removeAll(o.manifest().blobIds()));
    assertThat(collectable(blobs)).isEqualTo(known);
  }

  @RepeatedTest(3)
  void deleteBucket_whilePutting_eitherWins() {
    List<UUID> blobs = ids(20);
    List<Optional<RequestError>> outcomes =
        outcomes(
            20,
            i ->
                i % 4 == 3
                    ? buckets.delete(bucket)
                    : objects.put(
                        Records.object(Records.ref(bucket, "k" + i), blobs.get(i)), ALWAYS));
    boolean gone = await(buckets.find(bucket)).isEmpty();
    for (int i = 0; i < 20; i++) {
      RequestError expected =
          gone
              ? new RequestError.NoSuchBucket(bucket)
              : new RequestError.BucketNotEmpty(bucket, Versioning.UNVERSIONED);
      if (i % 4 != 3) {
        assertThat(outcomes.get(i).isPresent()).isEqualTo(gone);
      }
      outcomes.get(i).ifPresent(e -> assertThat(e).isEqualTo(expected));
    }
    assertThat(await(references.known(blobs))).hasSize(gone ? 0 : 15);
  }

  @Test
  void createIfAbsent_byTwenty_oneOwner() {
    BucketName name = Records.bucketName();
    List<CompletableFuture<AccountId>> owners =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    new OnVertx(vertx)
                        .start(
                            buckets
                                .createIfAbsent(
                                    new io.strongroom.domain.record.Bucket(
                                        name,
                                        AccountId.of("owner-" + i),
                                        Region.of("r"),
                                        Records.TIME,
                                        Optional.empty()))
                                .map(stored -> stored.owner())))
            .toList();
    assertThat(owners.stream().map(CompletableFuture::join).distinct()).hasSize(1);
  }

  @RepeatedTest(3)
  void deleteAll_overlappingInAnyOrder_noDeadlock() {
    List<ObjectKey> keys = new ArrayList<>();
    UUID shared = UUID.randomUUID();
    await(objects.put(Records.object(Records.ref(bucket, "s"), shared), ALWAYS));
    for (int i = 0; i < 40; i++) {
      keys.add(new ObjectKey("k" + i));
      await(objects.putSharing(Records.object(Records.ref(bucket, "k" + i), shared), ALWAYS));
    }
    assertThat(
            outcomes(
                10,
                i -> {
                  List<ObjectKey> mine = new ArrayList<>(keys);
                  Collections.shuffle(mine, new Random(i));
                  return objects.deleteAll(
                      bucket, current(mine.subList(0, 30)), Objects.Permit.any());
                }))
        .allMatch(Optional::isEmpty);
    await(objects.deleteAll(bucket, current(keys), Objects.Permit.any()));
    assertThat(collectable(List.of(shared))).isEmpty();
    await(objects.delete(Wanted.current(Records.ref(bucket, "s")), ALWAYS, Objects.Permit.any()));
    assertThat(collectable(List.of(shared))).containsExactly(shared);
  }

  @RepeatedTest(3)
  void putSharing_crosswise_noDeadlock() {
    UUID one = UUID.randomUUID();
    UUID two = UUID.randomUUID();
    ObjectRef a = Records.ref(bucket, "a");
    ObjectRef b = Records.ref(bucket, "b");
    await(objects.put(Records.object(a, one), ALWAYS));
    await(objects.put(Records.object(b, two), ALWAYS));
    await(objects.putSharing(Records.object(Records.ref(bucket, "c"), one, two), ALWAYS));
    assertThat(
            outcomes(
                20,
                i ->
                    objects.putSharing(
                        Records.object(i % 2 == 0 ? a : b, i % 4 < 2 ? one : two), ALWAYS)))
        .allMatch(Optional::isEmpty);
    await(
        objects.deleteAll(
            bucket, current(List.of(a.key(), b.key(), new ObjectKey("c"))), Objects.Permit.any()));
    assertThat(collectable(List.of(one, two))).containsExactlyInAnyOrder(one, two);
  }

  @RepeatedTest(3)
  void complete_byTwoWhilePartsArrive_oneObjectNoBlobLost() {
    Upload upload =
        Records.upload(Records.ref(bucket, "k"), UUID.randomUUID().toString(), Records.TIME);
    await(uploads.create(upload));
    List<UUID> blobs = ids(20);
    await(uploads.putPart(upload, Records.part(1, blobs.getFirst())));
    NewObject object = Records.object(upload.ref(), blobs.getFirst());
    List<Optional<RequestError>> outcomes =
        outcomes(
            20,
            i ->
                i == 10 || i == 11
                    ? uploads.complete(upload, object, ALWAYS)
                    : uploads.putPart(upload, Records.part(2 + i % 5, blobs.get(i == 0 ? 10 : i))));
    assertThat(outcomes.subList(10, 12)).filteredOn(Optional::isEmpty).hasSize(1);
    assertThat(outcomes)
        .filteredOn(Optional::isPresent)
        .allMatch(e -> e.get() instanceof RequestError.NoSuchUpload);
    Set<UUID> known = await(references.known(blobs));
    known.remove(blobs.getFirst());
    assertThat(collectable(blobs)).isEqualTo(known);
  }

  @Test
  void put_nobodyWaitsAnyMore_runsToItsEnd() throws Exception {
    ObjectRef ref = Records.ref(bucket, "k");
    for (int i = 0; i < 20; i++) {
      objects
          .put(Records.object(ref, UUID.randomUUID()), ALWAYS)
          .subscribe()
          .with(done -> {})
          .cancel();
    }
    TimeUnit.SECONDS.sleep(1);
    assertThat(await(objects.find(ref))).isPresent();
  }
}
