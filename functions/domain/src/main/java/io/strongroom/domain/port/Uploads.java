package io.strongroom.domain.port;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.record.CompletedUpload;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadListing;
import java.util.List;
import java.util.Optional;

/** Records of multipart uploads. Every method is one transaction. */
public interface Uploads {

  Uni<Void> create(Upload upload);

  /** The upload of this id for this object and the object's bucket, asked for at once. */
  Uni<Located<Upload>> locate(ObjectRef ref, UploadId uploadId);

  /** The upload alone. */
  default Uni<Optional<Upload>> find(ObjectRef ref, UploadId uploadId) {
    return locate(ref, uploadId).map(Located::found);
  }

  /**
   * Stores a part, in place of an earlier one of the same number, whose blob loses its reference.
   *
   * @throws io.strongroom.domain.name.ObjectStoreException NoSuchUpload when it is gone by now
   */
  Uni<Void> putPart(Upload upload, StoredPart part);

  /**
   * By number, from {@code afterNumber} exclusive, at most {@code limit}.
   *
   * @throws io.strongroom.domain.name.ObjectStoreException NoSuchUpload when it is gone by now, and
   *     its parts with it
   */
  Uni<List<StoredPart>> parts(Upload upload, int afterNumber, int limit);

  /**
   * Makes {@code object} the current version and ends the upload; parts that the object does not
   * use lose their reference. What is needed to answer again is remembered for a day at least, or
   * until the bucket goes.
   *
   * @throws io.strongroom.domain.name.ObjectStoreException NoSuchUpload, PreconditionFailed;
   *     ConditionalRequestConflict when the condition holds, but the object it speaks of was
   *     written or deleted since the upload was created
   */
  Uni<Published> complete(Upload upload, NewObject object, WriteCondition condition);

  /** The upload of this id for this object, if it was completed and is remembered. */
  Uni<Optional<CompletedUpload>> findCompleted(ObjectRef ref, UploadId uploadId);

  /**
   * @throws io.strongroom.domain.name.ObjectStoreException NoSuchUpload
   */
  Uni<Void> abort(Upload upload);

  /**
   * @throws io.strongroom.domain.name.ObjectStoreException InvalidUploadMarker for an upload marker
   *     that is no upload's, or one of another key
   */
  Uni<UploadListing.Page> list(UploadListing.Query query);
}
