package io.strongroom.domain.testing;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.DeleteMarker;
import io.strongroom.domain.record.Deletion;
import io.strongroom.domain.record.Deletion.Outcome;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectLock;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.ReadableVersion;
import io.strongroom.domain.record.Retention;
import io.strongroom.domain.record.SealedBytes;
import io.strongroom.domain.record.SealedManifest;
import io.strongroom.domain.record.Version;
import io.strongroom.domain.record.VersionChange;
import io.strongroom.domain.record.VersionMarks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Objects in memory. */
public final class InMemoryObjects implements Objects {

  private final InMemoryMetadata store;

  public InMemoryObjects(InMemoryMetadata store) {
    this.store = store;
  }

  @Override
  public Uni<Located<Version>> locate(Wanted wanted) {
    return store.transaction(() -> store.located(wanted.bucket(), store.find(wanted)));
  }

  @Override
  public Uni<Located<ReadableVersion>> locateToRead(Wanted wanted) {
    return store.transaction(
        () ->
            store.located(
                wanted.bucket(),
                store
                    .find(wanted)
                    .map(
                        found ->
                            new ReadableVersion(found, found.object().flatMap(store::bytesOf)))));
  }

  @Override
  public Uni<Boolean> hasIssued(BucketName bucket, VersionId version) {
    return store.transaction(() -> issued(bucket, version));
  }

  private boolean issued(BucketName bucket, VersionId version) {
    return version.isNull()
        || (store.versioning(bucket).isKept() && store.placeOf(bucket, version).isPresent());
  }

  @Override
  public Uni<Published> put(
      NewObject object, WriteCondition condition, Optional<SealedBytes> bytes) {
    return store.transaction(
        () -> {
          List<UUID> blobs = object.content().manifest().blobIds();
          if (bytes.isPresent() && blobs.size() != 1) {
            throw new IllegalArgumentException("bytes of one blob for several");
          }
          Published published = store.show(object, condition, store::add);
          bytes.ifPresent(all -> store.keep(blobs.getFirst(), all));
          return published;
        });
  }

  @Override
  public Uni<Published> putSharing(NewObject object, WriteCondition condition) {
    return store.transaction(
        () -> store.show(object, condition, ids -> store.share(ids, object.ref().key())));
  }

  @Override
  public Uni<Boolean> replaceRecord(ObjectVersion object, Envelope expected) {
    return store.transaction(
        () -> {
          Wanted same = new Wanted(object.ref(), Optional.of(object.version()));
          Optional<ObjectVersion> there =
              store
                  .find(same)
                  .flatMap(Version::object)
                  .filter(before -> before.envelope().equals(expected))
                  .filter(before -> !store.isLocked(before));
          there.ifPresent(before -> store.replace(object.marked(before.marks())));
          return there.isPresent();
        });
  }

  @Override
  public Uni<Boolean> extend(ObjectVersion object, SealedManifest expected, UUID added) {
    return store.transaction(
        () -> {
          Optional<ObjectVersion> there =
              store
                  .current(object.ref())
                  .flatMap(Version::object)
                  .filter(before -> before.version().equals(object.version()))
                  .filter(before -> Arrays.equals(before.manifest().bytes(), expected.bytes()))
                  .filter(before -> !store.isLocked(before));
          there.ifPresent(
              before -> {
                store.add(List.of(added));
                store.replace(object.marked(before.marks()));
              });
          return there.isPresent();
        });
  }

  @Override
  public Uni<Optional<Deletion>> delete(Wanted wanted, WriteCondition condition, Permit permit) {
    return store.transaction(
        () ->
            store.isAsSeen(wanted.bucket(), permit.seen())
                ? Optional.of(deleteOne(wanted, condition, permit))
                : Optional.empty());
  }

  @Override
  public Uni<Optional<List<Deletion>>> deleteAll(
      BucketName bucket, List<Wanted> wanted, Permit permit) {
    return store.transaction(
        () ->
            store.isAsSeen(bucket, permit.seen())
                ? Optional.of(
                    wanted.stream()
                        .map(each -> deleteOne(each, new WriteCondition.Always(), permit))
                        .toList())
                : Optional.empty());
  }

  private Deletion deleteOne(Wanted wanted, WriteCondition condition, Permit permit) {
    ObjectRef ref = wanted.object();
    boolean kept = store.versioning(ref.bucket()).isKept();
    Optional<VersionId> goes =
        wanted
            .version()
            .or(
                () ->
                    Optional.of(VersionId.NULL)
                        .filter(none -> store.versioning(ref.bucket()) != Versioning.ENABLED));
    if (wanted.version().isEmpty()) {
      condition.require(ref, store.current(ref).flatMap(Version::object).map(ObjectVersion::etag));
    }
    if (goes.filter(id -> isProtected(ref, id, permit)).isPresent()) {
      return new Deletion(wanted, Outcome.PROTECTED, goes.filter(id -> kept), false);
    }
    if (wanted.version().isPresent()) {
      return deleteVersion(wanted, wanted.version().get(), kept);
    }
    if (!kept) {
      boolean there = store.remove(ref, VersionId.NULL).isPresent();
      return new Deletion(
          wanted, there ? Outcome.DONE : Outcome.NOTHING_THERE, Optional.empty(), false);
    }
    VersionId id =
        store.push(
            ref,
            version -> new DeleteMarker(version, Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    return new Deletion(wanted, Outcome.MARKED, Optional.of(id), true);
  }

  private boolean isProtected(ObjectRef ref, VersionId id, Permit permit) {
    Optional<Version> there = store.find(new Wanted(ref, Optional.of(id)));
    boolean givesWay =
        permit.bypassGovernance()
            && there
                .flatMap(Version::object)
                .map(object -> object.marks().lock())
                .filter(lock -> !lock.legalHold().orElse(false))
                .flatMap(ObjectLock::retention)
                .filter(kept -> kept.mode() == Retention.Mode.GOVERNANCE)
                .isPresent();
    return !givesWay && there.filter(store::isLocked).isPresent();
  }

  @Override
  public Uni<Change> change(VersionRef version, VersionChange change) {
    return store.transaction(
        () ->
            store
                .find(new Wanted(version.object(), Optional.of(version.version())))
                .flatMap(Version::object)
                .map(object -> changed(object, change))
                .orElse(Change.NOTHING_THERE));
  }

  private Change changed(ObjectVersion object, VersionChange change) {
    VersionMarks marks = object.marks();
    switch (change) {
      case VersionChange.Tags(var tags) -> store.replace(object.marked(marks.tagged(tags)));
      case VersionChange.Restore(var until) ->
          store.replace(object.marked(marks.restored(Optional.of(until))));
      case VersionChange.Describe(var metadata) ->
          store.replace(
              new ObjectVersion(
                  object.versionRef(), object.content(), object.sealing(), metadata.marked(marks)));
      case VersionChange.Hold(boolean on) ->
          store.replace(
              object.marked(
                  marks.locked(new ObjectLock(marks.lock().retention(), Optional.of(on)))));
      case VersionChange.Retain(var retention, boolean bypass) -> {
        if (marks.lock().retention().filter(had -> !allows(had, retention, bypass)).isPresent()) {
          return Change.PROTECTED;
        }
        store.replace(
            object.marked(marks.locked(new ObjectLock(retention, marks.lock().legalHold()))));
      }
    }
    return Change.DONE;
  }

  private static boolean allows(Retention had, Optional<Retention> wanted, boolean bypass) {
    boolean over = !had.until().isAfter(Instant.now());
    boolean longer =
        wanted
            .filter(kept -> kept.mode() == had.mode() && !kept.until().isBefore(had.until()))
            .isPresent();
    return over || longer || (had.mode() == Retention.Mode.GOVERNANCE && bypass);
  }

  private Deletion deleteVersion(Wanted wanted, VersionId id, boolean kept) {
    Optional<VersionId> told = Optional.of(id).filter(version -> kept);
    Optional<Version> gone = store.remove(wanted.object(), id);
    if (gone.isPresent()) {
      return new Deletion(wanted, Outcome.DONE, told, gone.get() instanceof DeleteMarker);
    }
    Outcome outcome = issued(wanted.bucket(), id) ? Outcome.NOTHING_THERE : Outcome.UNKNOWN_VERSION;
    return new Deletion(wanted, outcome, told, false);
  }
}
