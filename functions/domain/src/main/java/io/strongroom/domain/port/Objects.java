package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.Envelope;
import io.strongroom.domain.name.BucketName;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.VersionRef;
import io.strongroom.domain.name.Wanted;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.record.Deletion;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.ReadableVersion;
import io.strongroom.domain.record.SealedBytes;
import io.strongroom.domain.record.SealedManifest;
import io.strongroom.domain.record.Version;
import io.strongroom.domain.record.VersionChange;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Versions of objects. Every method is one transaction, so a key has one current version at every
 * moment, or none. Blobs are counted by reference, and one whose last reference goes is only
 * marked: {@link BlobReferences} tells who removes it and when.
 */
public interface Objects {

  /** A version and its bucket, asked for at once. */
  Uni<Located<Version>> locate(Wanted wanted);

  /** As {@link #locate}, with the object's bytes where they rest beside its record. */
  Uni<Located<ReadableVersion>> locateToRead(Wanted wanted);

  /** The current object alone; empty also for a delete marker. */
  default Uni<Optional<ObjectVersion>> find(ObjectRef ref) {
    return locate(Wanted.current(ref)).map(located -> located.found().flatMap(Version::object));
  }

  /** Whether the bucket may have given out this version id, if only for a version that is gone. */
  Uni<Boolean> hasIssued(BucketName bucket, VersionId version);

  /**
   * Makes {@code object} the current version, if {@code condition} holds for the current one, and
   * adds its blobs, which must be new, with one reference each. What it replaces, and whether the
   * current version stays, is for the bucket's versioning to say.
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
   * Exchanges the record of a version for one with another envelope and the same blobs, if its
   * envelope still is {@code expected} and nothing protects it. Tags and lock stay as they are.
   *
   * @return whether it was
   */
  Uni<Boolean> replaceRecord(ObjectVersion object, Envelope expected);

  /**
   * Exchanges the record of the current version for one that names one blob more, which must be
   * new, if its manifest still is {@code expected} and nothing protects it.
   *
   * @param added gets one reference
   * @return whether it was
   */
  Uni<Boolean> extend(ObjectVersion object, SealedManifest expected, UUID added);

  /** How setting something of a version ended. */
  enum Change {
    DONE,
    /** There is no such version, or it is a delete marker. */
    NOTHING_THERE,
    /** Its retention does not let itself be set so. */
    PROTECTED
  }

  /** Sets something of a version that is there, and nothing else. */
  Uni<Change> change(VersionRef version, VersionChange change);

  /**
   * What a deletion may do.
   *
   * @param seen revision of the bucket that the caller was allowed to delete from; empty for
   *     whatever bucket there is
   * @param bypassGovernance whether a retention in governance mode does not hinder it
   */
  record Permit(Optional<UUID> seen, boolean bypassGovernance) {

    /** In whatever bucket there is. */
    public static Permit any() {
      return new Permit(Optional.empty(), false);
    }
  }

  /**
   * Deletes a version for good, or, where none is named and versions are kept, puts a delete marker
   * in front. When the current version goes, the next newest becomes it.
   *
   * @param condition on the current object, where no version is named
   * @return empty when the bucket is not the one that was seen: it changed, or is gone. Nothing was
   *     done then
   * @throws io.strongroom.domain.name.ObjectStoreException PreconditionFailed, NoSuchKey (a
   *     condition on an object that is gone)
   */
  Uni<Optional<Deletion>> delete(Wanted wanted, WriteCondition condition, Permit permit);

  /**
   * As {@link #delete}, of several in one transaction.
   *
   * @return one for each, in any order; empty as above
   */
  Uni<Optional<List<Deletion>>> deleteAll(BucketName bucket, List<Wanted> wanted, Permit permit);
}
