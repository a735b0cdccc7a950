package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.UploadListing;

/** ListMultipartUploads of a bucket. */
public final class ListMultipartUploads {

  private final AuthorizedBuckets buckets;
  private final Uploads uploads;

  public ListMultipartUploads(AuthorizedBuckets buckets, Uploads uploads) {
    this.buckets = buckets;
    this.uploads = uploads;
  }

  public record Command(Caller caller, UploadListing.Query query) {}

  public Uni<UploadListing.Page> execute(Command command) {
    return buckets
        .get(command.caller(), Action.LIST_BUCKET_MULTIPART_UPLOADS, command.query().bucket())
        .chain(bucket -> uploads.list(command.query()));
  }
}
