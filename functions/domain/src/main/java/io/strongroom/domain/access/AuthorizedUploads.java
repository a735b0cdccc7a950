package io.strongroom.domain.access;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.Upload;

/** Finds an upload for a caller who may touch it. */
public final class AuthorizedUploads {

  private final AuthorizedBuckets buckets;
  private final Uploads uploads;

  public AuthorizedUploads(AuthorizedBuckets buckets, Uploads uploads) {
    this.buckets = buckets;
    this.uploads = uploads;
  }

  /** Fails with NoSuchBucket, AccessDenied or NoSuchUpload. */
  public Uni<Upload> get(Caller caller, Action action, ObjectRef ref, String uploadId) {
    return uploads
        .locate(ref, uploadId)
        .chain(
            located ->
                buckets
                    .require(caller, action, ref, AccessConditions.none(), located.bucket())
                    .map(
                        bucket ->
                            located
                                .found()
                                .orElseThrow(
                                    () ->
                                        new ObjectStoreException(
                                            new RequestError.NoSuchUpload(uploadId)))));
  }
}
