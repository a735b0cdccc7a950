package io.strongroom.storage.metadata;

import io.strongroom.domain.name.Damage;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.record.Published;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What the one row says that a writing statement answers with. */
final class WriteOutcome {

  private static final Logger LOG = Logger.getLogger(WriteOutcome.class);

  private WriteOutcome() {}

  /**
   * Of a statement that writes an object.
   *
   * @throws ObjectStoreException NoSuchBucket, NoSuchUpload, PreconditionFailed, NoSuchKey,
   *     ConditionalRequestConflict
   * @throws Contended when it is to be run again
   */
  static void requireWritten(Row row, ObjectRef ref, WriteCondition condition) {
    requireBucket(row, ref);
    condition.require(ref, Optional.ofNullable(row.getString("etag")).map(ETag::new));
    if (row.getColumnIndex("sound") >= 0 && !row.getBoolean("sound")) {
      throw new ObjectStoreException(new RequestError.ConditionalRequestConflict(ref.key()));
    }
    if (row.getBoolean("protected")) {
      throw new ObjectStoreException(new VersionError.ObjectProtected());
    }
    if (row.getLong("written") == 0) {
      throw new Contended();
    }
    tellOfLostBlobs(row, ref);
  }

  /**
   * Of a statement that completes an upload: a condition that holds now has to have held all the
   * time since the upload was created.
   *
   * @throws ObjectStoreException PreconditionFailed, NoSuchKey, ConditionalRequestConflict
   */
  static void requireUntouched(Row row, ObjectRef ref, WriteCondition condition) {
    condition.require(ref, Optional.ofNullable(row.getString("etag")).map(ETag::new));
    if (!(condition instanceof WriteCondition.Always) && row.getBoolean("touched")) {
      throw new ObjectStoreException(
          new RequestError.ConditionalRequestConflict(ref.key(), condition.header()));
    }
  }

  /** What the statement has made of the object. */
  static Published published(Row row) {
    return new Published(
        new VersionId(row.getString("version_id")),
        Versioning.valueOf(row.getString("versioning")));
  }

  static void requireBucket(Row row, ObjectRef ref) {
    if (row.getLong("buckets") == 0) {
      throw new ObjectStoreException(new RequestError.NoSuchBucket(ref.bucket()));
    }
  }

  /**
   * The blobs of a record that went, where they cannot be told, keep their reference: one too many
   * keeps a blob for ever, which costs room; one too few would cost somebody's data.
   */
  static void tellOfLostBlobs(Row row, ObjectRef ref) {
    tellOfLostBlobs(row, Damage.of("manifest").at(ref).describe());
  }

  static void tellOfLostBlobs(Row row, String which) {
    if (row.getBoolean("lost")) {
      LOG.errorf(
          "ALARM: the part manifest of an object that was deleted or replaced cannot be read; its"
              + " blobs stay and are never collected: %s",
          which);
    }
  }
}
