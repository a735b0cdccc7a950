package io.strongroom.domain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects.Change;
import io.strongroom.domain.port.Objects.Permit;
import io.strongroom.domain.record.BucketSetting;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Retention;
import io.strongroom.domain.record.Retention.Mode;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.Version;
import io.strongroom.domain.record.VersionChange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;

/**
 * Sixteen callers try to remove or replace one version in every way there is, while another locks
 * it. Either the lock finds nothing, or whatever it found stays.
 */
public abstract class LockContentionContract extends MetadataContract {

  private static final WriteCondition ALWAYS = new WriteCondition.Always();
  private static final Permit BYPASSING = new Permit(Optional.empty(), true);
  private static final int CALLERS = 16;

  private static final Optional<Retention> RETENTION =
      Optional.of(
          new Retention(
              Mode.COMPLIANCE,
              Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(1, ChronoUnit.DAYS)));

  /** Subscribes where the store wants it, and does not wait. */
  protected <T> CompletableFuture<T> start(Uni<T> uni) {
    return CompletableFuture.supplyAsync(() -> await(uni));
  }

  /** A refusal is how it should be. */
  private static Uni<Optional<Change>> tried(Uni<?> removal) {
    return removal
        .replaceWith(Optional.<Change>empty())
        .onFailure(ObjectStoreException.class)
        .recoverWithItem(Optional.empty());
  }

  private Optional<Change> together(List<Uni<?>> removals, VersionRef version) {
    List<Uni<Optional<Change>>> all = new ArrayList<>();
    removals.forEach(removal -> all.add(tried(removal)));
    all.add(
        objects().change(version, new VersionChange.Retain(RETENTION, false)).map(Optional::of));
    Collections.shuffle(all);
    List<CompletableFuture<Optional<Change>>> running = all.stream().map(this::start).toList();
    return running.stream()
        .map(one -> one.orTimeout(60, TimeUnit.SECONDS).join())
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<ObjectVersion> found(VersionRef version) {
    return await(objects().locate(new Wanted(version.object(), Optional.of(version.version()))))
        .found()
        .flatMap(Version::object);
  }

  private void assertLockHeld(VersionRef version, Optional<Change> outcome, List<Uni<?>> removals) {
    if (outcome.filter(Change.DONE::equals).isEmpty()) {
      assertThat(outcome).contains(Change.NOTHING_THERE);
      return;
    }
    ObjectVersion locked = found(version).orElseThrow();
    assertThat(locked.marks().lock().retention()).isEqualTo(RETENTION);
    removals.forEach(removal -> await(tried(removal)));
    ObjectVersion still = found(version).orElseThrow();
    assertThat(still).isEqualTo(locked);
    assertThat(collectable(still.manifest().blobIds().toArray(UUID[]::new))).isEmpty();
  }

  @RepeatedTest(8)
  void lock_versionWithAnId_removedOrKeptWhole() {
    BucketName bucket = newBucket();
    await(buckets().setVersioning(bucket, Versioning.ENABLED));
    await(buckets().set(bucket, new BucketSetting.Lock(Optional.empty(), true)));
    ObjectRef ref = Records.ref(bucket, "k");
    VersionId id = await(objects().put(Records.object(ref, UUID.randomUUID()), ALWAYS)).version();
    VersionRef version = new VersionRef(ref, id);
    List<Uni<?>> removals = removals(bucket, ref, id);
    assertLockHeld(version, together(removals, version), removals);
  }

  @RepeatedTest(8)
  void lock_nullVersionOfSuspendedBucket_replacedOrKeptWhole() {
    BucketName bucket = newBucket();
    await(buckets().setVersioning(bucket, Versioning.SUSPENDED));
    ObjectRef ref = Records.ref(bucket, "k");
    await(objects().put(Records.object(ref, UUID.randomUUID()), ALWAYS));
    VersionRef version = new VersionRef(ref, VersionId.NULL);
    List<Uni<?>> removals = removals(bucket, ref, VersionId.NULL);
    assertLockHeld(version, together(removals, version), removals);
  }

  /** One after the other, in all ways. */
  private List<Uni<?>> removals(BucketName bucket, ObjectRef ref, VersionId id) {
    ObjectVersion first = await(objects().find(ref)).orElseThrow();
    Wanted named = new Wanted(ref, Optional.of(id));
    List<Uni<?>> ways = new ArrayList<>();
    while (ways.size() < CALLERS) {
      switch (ways.size() % 8) {
        case 0 -> ways.add(objects().delete(named, ALWAYS, Permit.any()));
        case 1 -> ways.add(objects().delete(named, ALWAYS, BYPASSING));
        case 2 -> ways.add(objects().delete(Wanted.current(ref), ALWAYS, BYPASSING));
        case 3 -> ways.add(objects().deleteAll(bucket, List.of(named), BYPASSING));
        case 4 -> ways.add(overwrite(ref));
        case 5 -> ways.add(copyOnto(ref));
        case 6 -> ways.add(completion(ref));
        default -> ways.add(buckets().delete(bucket));
      }
    }
    assertThat(first.version()).isEqualTo(id);
    return ways;
  }

  private Uni<?> overwrite(ObjectRef ref) {
    return Uni.createFrom()
        .deferred(() -> objects().put(Records.object(ref, UUID.randomUUID()), ALWAYS));
  }

  private Uni<?> copyOnto(ObjectRef ref) {
    ObjectRef source = Records.ref(ref.bucket(), "source-" + UUID.randomUUID());
    NewObject object = Records.object(source, UUID.randomUUID());
    await(objects().put(object, ALWAYS));
    return objects()
        .putSharing(
            new NewObject(ref, object.content(), object.sealing(), object.metadata()), ALWAYS);
  }

  private Uni<?> completion(ObjectRef ref) {
    Upload upload = Records.upload(ref, UUID.randomUUID().toString(), Records.TIME);
    await(uploads().create(upload));
    UUID part = UUID.randomUUID();
    await(uploads().putPart(upload, Records.part(1, part)));
    return uploads().complete(upload, Records.object(ref, part), ALWAYS);
  }
}
