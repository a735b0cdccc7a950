package io.strongroom.domain.testing;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.VersionError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.BucketPolicyText;
import io.strongroom.domain.record.CompletedUpload;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectLock;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.Retention;
import io.strongroom.domain.record.SealedBytes;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.Version;
import io.strongroom.domain.record.VersionMarks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the three metadata ports share: one lock, the records, the blobs' reference counts. A call
 * that fails leaves everything as it was.
 */
public final class InMemoryMetadata {

  static final Comparator<ObjectRef> BY_NAME =
      Comparator.<ObjectRef, String>comparing(ref -> ref.bucket().value(), Bytewise.ORDER)
          .thenComparing(ref -> ref.key().value(), Bytewise.ORDER);

  final Map<String, Bucket> buckets = new TreeMap<>();
  final Map<UUID, BucketPolicyText> policies = new TreeMap<>();

  /** Of each key, the versions from the newest to the oldest; none is empty. */
  final TreeMap<ObjectRef, List<Held>> versions = new TreeMap<>(BY_NAME);

  final Map<UploadId, Running> uploads = new HashMap<>();

  private long lastPlace;
  private final Map<UUID, Blob> blobs = new HashMap<>();
  private final Map<UUID, SealedBytes> bytes = new HashMap<>();
  private final Clock clock;
  private final Duration grace;

  final Map<UploadId, CompletedUpload> completed = new HashMap<>();

  /**
   * @param seen blobs of the object that it was created over
   */
  record Running(Upload upload, TreeMap<Integer, StoredPart> parts, Set<UUID> seen) {}

  /** Blobs of the object that is there now. */
  Set<UUID> seen(ObjectRef ref) {
    return current(ref)
        .flatMap(Version::object)
        .flatMap(object -> object.manifest().findBlobIds())
        .<Set<UUID>>map(HashSet::new)
        .orElse(Set.of());
  }

  /**
   * @param place greater for newer versions; 0 for what was written before any was kept
   */
  record Held(Version version, long place) {

    VersionId id() {
      return version.versionRef().version();
    }
  }

  private record Blob(int references, Instant since, boolean condemned) {}

  /** On the system's clock, without a grace time. */
  public InMemoryMetadata() {
    this(Clock.systemUTC(), Duration.ZERO);
  }

  /**
   * @param grace how long a blob without references is kept
   */
  public InMemoryMetadata(Clock clock, Duration grace) {
    this.clock = clock;
    this.grace = grace;
  }

  /** Runs at subscription, under the lock. */
  <T> Uni<T> transaction(Supplier<@Nullable T> work) {
    return Uni.createFrom()
        .item(
            () -> {
              synchronized (this) {
                return work.get();
              }
            });
  }

  Uni<Void> action(Runnable work) {
    return transaction(
        () -> {
          work.run();
          return null;
        });
  }

  void requireBucket(BucketName name) {
    if (!buckets.containsKey(name.value())) {
      throw new ObjectStoreException(new RequestError.NoSuchBucket(name));
    }
  }

  boolean isAsSeen(BucketName name, Optional<UUID> revision) {
    Bucket bucket = buckets.get(name.value());
    return bucket != null && revision.map(bucket.revision()::equals).orElse(true);
  }

  <T> Located<T> located(BucketName name, Optional<T> found) {
    Optional<Bucket> bucket = Optional.ofNullable(buckets.get(name.value()));
    return new Located<>(bucket, bucket.flatMap(there -> found));
  }

  /** The current version of a key. */
  Optional<Version> current(ObjectRef ref) {
    return held(ref).stream().findFirst().map(Held::version);
  }

  List<Held> held(ObjectRef ref) {
    return versions.getOrDefault(ref, List.of());
  }

  Optional<Version> find(Wanted wanted) {
    return wanted.version().isEmpty()
        ? current(wanted.object())
        : held(wanted.object()).stream()
            .filter(held -> held.id().equals(wanted.version().get()))
            .findFirst()
            .map(Held::version);
  }

  Versioning versioning(BucketName name) {
    return buckets.get(name.value()).versioning();
  }

  /** Makes the object the current version of its key. */
  Published show(NewObject object, WriteCondition condition, Consumer<Collection<UUID>> reference) {
    requireBucket(object.ref().bucket());
    condition.require(
        object.ref(), current(object.ref()).flatMap(Version::object).map(ObjectVersion::etag));
    requireReplaceable(object.ref());
    reference.accept(object.content().manifest().blobIds());
    NewObject kept = keptByDefault(object);
    VersionId id = push(object.ref(), version -> kept.as(version.version()));
    return new Published(id, versioning(object.ref().bucket()));
  }

  private void requireReplaceable(ObjectRef ref) {
    boolean replaces = versioning(ref.bucket()) != Versioning.ENABLED;
    if (replaces
        && find(new Wanted(ref, Optional.of(VersionId.NULL))).filter(this::isLocked).isPresent()) {
      throw new ObjectStoreException(new VersionError.ObjectProtected());
    }
  }

  boolean isLocked(Version version) {
    return version
        .object()
        .map(ObjectVersion::marks)
        .orElse(VersionMarks.none())
        .lock()
        .protectsAt(clock.instant());
  }

  private NewObject keptByDefault(NewObject object) {
    ObjectLock lock = object.metadata().marks().lock();
    Optional<Retention> retention =
        lock.retention()
            .or(
                () ->
                    buckets
                        .get(object.ref().bucket().value())
                        .settings()
                        .defaultRetention()
                        .map(kept -> kept.from(object.content().lastModified())));
    return new NewObject(
        object.ref(),
        object.content(),
        object.sealing(),
        object
            .metadata()
            .marked(
                new VersionMarks(
                    object.metadata().marks().tags(),
                    new ObjectLock(retention, lock.legalHold()))));
  }

  /** What has no id is replaced, unless versions are kept. */
  VersionId push(ObjectRef ref, Function<VersionRef, Version> make) {
    boolean kept = versioning(ref.bucket()) == Versioning.ENABLED;
    if (!kept) {
      remove(ref, VersionId.NULL);
    }
    boolean ever = versioning(ref.bucket()).isKept();
    long place = ever ? ++lastPlace : 0;
    VersionId id = kept ? idOf(ref.bucket(), place) : VersionId.NULL;
    versions
        .computeIfAbsent(ref, key -> new ArrayList<>())
        .addFirst(new Held(make.apply(new VersionRef(ref, id)), place));
    return id;
  }

  /** What went. */
  Optional<Version> remove(ObjectRef ref, VersionId id) {
    Optional<Held> gone = held(ref).stream().filter(held -> held.id().equals(id)).findFirst();
    gone.ifPresent(
        held -> {
          versions.get(ref).remove(held);
          held.version()
              .object()
              .ifPresent(old -> release(old.manifest().findBlobIds().orElse(List.of())));
        });
    versions.values().removeIf(List::isEmpty);
    return gone.map(Held::version);
  }

  private static VersionId idOf(BucketName bucket, long place) {
    return new VersionId(
        "%016x%016x".formatted(java.util.Objects.hash(bucket.value(), place) & 0xffffffffL, place));
  }

  /** The place that an id of this bucket stands for. */
  OptionalLong placeOf(BucketName bucket, VersionId id) {
    if (!id.value().matches("[0-9a-f]{32}")) {
      return OptionalLong.empty();
    }
    long place = Long.parseUnsignedLong(id.value().substring(16), 16);
    return place > 0 && place <= lastPlace && idOf(bucket, place).equals(id)
        ? OptionalLong.of(place)
        : OptionalLong.empty();
  }

  /** Puts a record in the place of another without a look at it, as a damaged database would. */
  public synchronized void replace(ObjectVersion object) {
    versions
        .get(object.ref())
        .replaceAll(
            held -> held.id().equals(object.version()) ? new Held(object, held.place()) : held);
  }

  void add(Collection<UUID> ids) {
    if (!known(ids).isEmpty()) {
      throw new IllegalStateException("blobs of a new object must be new");
    }
    reference(ids);
  }

  void keep(UUID blob, SealedBytes all) {
    bytes.put(blob, all);
  }

  Optional<SealedBytes> bytesOf(ObjectVersion object) {
    return object
        .manifest()
        .findBlobIds()
        .filter(ids -> ids.size() == 1)
        .map(ids -> bytes.get(ids.getFirst()));
  }

  /** Changes bytes that rest beside a record, as a damaged database would. */
  public synchronized void replaceBytes(UUID blob, SealedBytes by) {
    bytes.replace(blob, by);
  }

  void share(Collection<UUID> ids, ObjectKey key) {
    if (ids.stream().anyMatch(id -> !blobs.containsKey(id) || blobs.get(id).condemned())) {
      throw new ObjectStoreException(new RequestError.ConditionalRequestConflict(key));
    }
    reference(ids);
  }

  private void reference(Collection<UUID> ids) {
    for (UUID id : new HashSet<>(ids)) {
      Blob blob = blobs.get(id);
      int references = blob == null ? 0 : blob.references();
      blobs.put(id, new Blob(references + 1, clock.instant(), false));
    }
  }

  void release(Collection<UUID> ids) {
    for (UUID id : new HashSet<>(ids)) {
      Blob blob = blobs.get(id);
      if (blob == null || blob.references() < 1) {
        throw new IllegalStateException("released more often than referenced: " + id);
      }
      blobs.put(id, new Blob(blob.references() - 1, clock.instant(), false));
    }
  }

  /** Forgets an upload and its parts. */
  void end(Running running) {
    uploads.remove(running.upload().uploadId());
    running.parts().values().forEach(part -> release(List.of(part.blobId())));
  }

  List<UUID> condemn(int limit) {
    Instant latest = clock.instant().minus(grace);
    List<UUID> ids =
        blobs.entrySet().stream()
            .filter(e -> e.getValue().references() == 0 && !e.getValue().since().isAfter(latest))
            .map(Map.Entry::getKey)
            .sorted()
            .limit(limit)
            .toList();
    ids.forEach(id -> blobs.computeIfPresent(id, (i, b) -> new Blob(0, b.since(), true)));
    return ids;
  }

  void forget(Collection<UUID> ids) {
    ids.forEach(id -> blobs.computeIfPresent(id, (i, blob) -> blob.condemned() ? null : blob));
    bytes.keySet().retainAll(blobs.keySet());
  }

  Set<UUID> known(Collection<UUID> ids) {
    Set<UUID> known = new HashSet<>(ids);
    known.retainAll(blobs.keySet());
    return known;
  }
}
