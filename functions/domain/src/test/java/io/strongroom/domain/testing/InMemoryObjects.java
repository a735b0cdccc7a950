package io.strongroom.domain.testing;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.ReadableObject;
import io.strongroom.domain.record.SealedBytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Objects in memory. */
public final class InMemoryObjects implements Objects {

  private final InMemoryMetadata store;

  public InMemoryObjects(InMemoryMetadata store) {
    this.store = store;
  }

  @Override
  public Uni<Located<ObjectVersion>> locate(ObjectRef ref) {
    return store.transaction(
        () -> store.located(ref.bucket(), Optional.ofNullable(store.objects.get(ref))));
  }

  @Override
  public Uni<Located<ReadableObject>> locateToRead(ObjectRef ref) {
    return store.transaction(
        () ->
            store.located(
                ref.bucket(),
                Optional.ofNullable(store.objects.get(ref))
                    .map(found -> new ReadableObject(found, store.bytesOf(found)))));
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
          ObjectVersion before = store.objects.get(object.ref());
          if (before == null || !before.envelope().equals(expected)) {
            return false;
          }
          store.objects.put(object.ref(), object);
          return true;
        });
  }

  @Override
  public Uni<Deletion> delete(ObjectRef ref, WriteCondition condition, Optional<UUID> seen) {
    return store.transaction(
        () -> {
          if (!store.isAsSeen(ref.bucket(), seen)) {
            return Deletion.OTHER_BUCKET;
          }
          condition.require(
              ref, Optional.ofNullable(store.objects.get(ref)).map(ObjectVersion::etag));
          return remove(ref) ? Deletion.DONE : Deletion.NOTHING_THERE;
        });
  }

  @Override
  public Uni<Deletion> deleteAll(BucketName bucket, Set<ObjectKey> keys, Optional<UUID> seen) {
    return store.transaction(
        () -> {
          if (!store.isAsSeen(bucket, seen)) {
            return Deletion.OTHER_BUCKET;
          }
          keys.forEach(key -> remove(new ObjectRef(bucket, key)));
          return Deletion.DONE;
        });
  }

  private boolean remove(ObjectRef ref) {
    ObjectVersion before = store.objects.remove(ref);
    if (before == null) {
      return false;
    }
    store.release(before.manifest().findBlobIds().orElse(List.of()));
    return true;
  }
}
