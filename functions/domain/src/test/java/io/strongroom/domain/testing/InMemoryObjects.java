package io.strongroom.domain.testing;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.ReadableObject;
import io.strongroom.domain.record.SealedBytes;
import io.strongroom.domain.record.StoredObject;
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
  public Uni<Located<StoredObject>> locate(ObjectRef ref) {
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
  public Uni<Void> put(StoredObject object, WriteCondition condition, Optional<SealedBytes> bytes) {
    return store.action(
        () -> {
          if (bytes.isPresent() && object.manifest().blobIds().size() != 1) {
            throw new IllegalArgumentException("bytes of one blob for several");
          }
          store.show(object, condition, store::add);
          bytes.ifPresent(all -> store.keep(object.manifest().blobIds().getFirst(), all));
        });
  }

  @Override
  public Uni<Void> putSharing(StoredObject object, WriteCondition condition) {
    return store.action(
        () -> store.show(object, condition, ids -> store.share(ids, object.ref().key())));
  }

  @Override
  public Uni<Boolean> replaceRecord(StoredObject object, Envelope expected) {
    return store.transaction(
        () -> {
          StoredObject before = store.objects.get(object.ref());
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
              ref, Optional.ofNullable(store.objects.get(ref)).map(StoredObject::etag));
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
    StoredObject before = store.objects.remove(ref);
    if (before == null) {
      return false;
    }
    store.release(before.manifest().findBlobIds().orElse(List.of()));
    return true;
  }
}
