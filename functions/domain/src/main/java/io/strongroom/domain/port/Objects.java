package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectKey;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.ReadableObject;
import io.strongroom.domain.record.SealedBytes;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Object records. Every method is one transaction. Blobs are counted by reference, and one whose
 * last reference goes is only marked: {@link BlobReferences} tells who removes it and when.
 */
public interface Objects {

  /** The object and its bucket, asked for at once. */
  Uni<Located<ObjectVersion>> locate(ObjectRef ref);

  /** As {@link #locate}, with the object's bytes where they rest beside its record. */
  Uni<Located<ReadableObject>> locateToRead(ObjectRef ref);

  /** The object alone. */
  default Uni<Optional<ObjectVersion>> find(ObjectRef ref) {
    return locate(ref).map(Located::found);
  }

  /**
   * Makes {@code object} the current version, if {@code condition} holds for what it replaces, and
   * adds its blobs, which must be new, with one reference each.
   *
   * @throws io.strongroom.domain.name.ObjectStoreException PreconditionFailed, NoSuchKey (a
   *     condition on an object that is gone), NoSuchBucket
   */
  default Uni<Published> put(NewObject object, WriteCondition condition) {
    return put(object, condition, Optional.empty());
  }

  /**
   * As above, for an object whose bytes may come with it: they are stored with its record, under
   * the id of its one blob, and stay as long as that blob does.
   *
   * @param bytes empty where the blob store has them
   * @throws IllegalArgumentException for bytes of an object that names several blobs
   */
  Uni<Published> put(NewObject object, WriteCondition condition, Optional<SealedBytes> bytes);

  /**
   * As {@link #put}, for a record whose blobs other records name already.
   *
   * @throws io.strongroom.domain.name.ObjectStoreException also ConditionalRequestConflict, when
   *     one of the blobs was collected in the meantime
   */
  Uni<Published> putSharing(NewObject object, WriteCondition condition);

  /**
   * Exchanges an object's record for one with another envelope and the same blobs, if its envelope
   * still is {@code expected}.
   *
   * @return whether it was
   */
  Uni<Boolean> replaceRecord(ObjectVersion object, Envelope expected);

  /** How a deletion ended. */
  enum Deletion {
    DONE,
    /** Which is no error. */
    NOTHING_THERE,
    /** The bucket is not the one that was seen: it changed, or is gone. Nothing was done. */
    OTHER_BUCKET;

    /** Empty when the bucket was another than the one that was seen. */
    public Optional<Deletion> ofThatBucket() {
      return this == OTHER_BUCKET ? Optional.empty() : Optional.of(this);
    }
  }

  /**
   * Deletes an object, if {@code condition} holds for it.
   *
   * @param seen revision of the bucket that the caller was allowed to delete from; empty for
   *     whatever bucket there is
   * @throws io.strongroom.domain.name.ObjectStoreException PreconditionFailed, NoSuchKey (a
   *     condition on an object that is gone)
   */
  Uni<Deletion> delete(ObjectRef ref, WriteCondition condition, Optional<UUID> seen);

  /**
   * Deletes several; absent ones are no error.
   *
   * @param seen as for {@link #delete}
   * @return DONE or OTHER_BUCKET
   */
  Uni<Deletion> deleteAll(BucketName bucket, Set<ObjectKey> keys, Optional<UUID> seen);
}
