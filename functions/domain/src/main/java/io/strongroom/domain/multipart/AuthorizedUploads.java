package io.strongroom.domain.multipart;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Action;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.bucket.AuthorizedBuckets;
import io.strongroom.domain.error.ObjectStoreException;
import io.strongroom.domain.error.RequestError;
import io.strongroom.domain.object.ObjectRef;
import io.strongroom.domain.port.Uploads;

/** Finds an upload for a caller who may touch it. */
public final class AuthorizedUploads {

  private final AuthorizedBuckets buckets;
  private final Uploads uploads;

  public AuthorizedUploads(AuthorizedBuckets buckets, Uploads uploads) {
    this.buckets = buckets;
    this.uploads = uploads;
  }

  /** Fails with NoSuchBucket, AccessDenied or NoSuchUpload. */
  Uni<Upload> get(Caller caller, Action action, ObjectRef ref, String uploadId) {
    return buckets
        .get(caller, action, ref.bucket())
        .chain(bucket -> uploads.find(ref, uploadId))
        .map(
            found ->
                found.orElseThrow(
                    () -> new ObjectStoreException(new RequestError.NoSuchUpload(uploadId))));
  }
}
