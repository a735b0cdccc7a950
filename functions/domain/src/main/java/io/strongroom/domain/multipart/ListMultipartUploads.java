package io.strongroom.domain.multipart;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;

/** ListMultipartUploads of a bucket. */
public final class ListMultipartUploads {

  public record Command(Caller caller, UploadListing.Query query) {}

  public Uni<UploadListing.Page> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
