package io.strongroom.domain.access;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessConditions.Fact;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Located;
import io.strongroom.domain.record.Upload;
import java.util.Map;
import java.util.OptionalLong;

/** Finds an upload for a caller who may touch it. */
public final class AuthorizedUploads {

  private final AuthorizedBuckets buckets;
  private final Uploads uploads;

  public AuthorizedUploads(AuthorizedBuckets buckets, Uploads uploads) {
    this.buckets = buckets;
    this.uploads = uploads;
  }

  /** Fails with NoSuchBucket, AccessDenied or NoSuchUpload. */
  public Uni<Upload> get(Caller caller, Action action, ObjectRef ref, UploadId uploadId) {
    return get(caller, action, ref, uploadId, Map.of(Fact.CREATES_OBJECT, "false"));
  }

  /** As above, with more that policies may depend on. */
  public Uni<Upload> get(
      Caller caller, Action action, ObjectRef ref, UploadId uploadId, Map<Fact, String> facts) {
    return locate(caller, action, ref, uploadId, facts).map(Found::upload);
  }

  /** As of {@link AuthorizedBuckets#requireRoom}, for a part. */
  public Uni<Found> requireRoom(Found found, OptionalLong more) {
    return buckets.requireRoom(found.bucket(), more).replaceWith(found);
  }

  /** An upload, and the bucket it runs in. */
  public record Found(Upload upload, Bucket bucket) {}

  /** As {@link #get}, with the bucket. */
  public Uni<Found> locate(Caller caller, Action action, ObjectRef ref, UploadId uploadId) {
    return locate(caller, action, ref, uploadId, Map.of(Fact.CREATES_OBJECT, "false"));
  }

  /** As above, with more that policies may depend on. */
  public Uni<Found> locate(
      Caller caller, Action action, ObjectRef ref, UploadId uploadId, Map<Fact, String> facts) {
    return uploads
        .locate(ref, uploadId)
        .chain(
            located ->
                buckets
                    .require(caller, action, ref, conditions(located).with(facts), located.bucket())
                    .map(bucket -> new Found(upload(located, uploadId), bucket)));
  }

  private static Upload upload(Located<Upload> located, UploadId uploadId) {
    return located
        .found()
        .orElseThrow(
            () -> new ObjectStoreException(new RequestError.NoSuchUpload(uploadId.value())));
  }

  /** What an upload is sealed with was asked for when it was begun. */
  private static AccessConditions conditions(Located<Upload> located) {
    return located
        .found()
        .map(upload -> AccessConditions.continuing(upload.encryption()))
        .orElseGet(AccessConditions::none);
  }
}
