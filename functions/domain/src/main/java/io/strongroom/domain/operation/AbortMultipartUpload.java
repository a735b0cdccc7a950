package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedUploads;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.port.Uploads;

/** AbortMultipartUpload: forgets an upload and its parts. */
public final class AbortMultipartUpload {

  private final AuthorizedUploads authorized;
  private final Uploads uploads;

  public AbortMultipartUpload(AuthorizedUploads authorized, Uploads uploads) {
    this.authorized = authorized;
    this.uploads = uploads;
  }

  public record Command(Caller caller, ObjectRef ref, UploadId uploadId) {}

  public Uni<Void> execute(Command command) {
    return authorized
        .get(command.caller(), Action.ABORT_MULTIPART_UPLOAD, command.ref(), command.uploadId())
        .chain(uploads::abort);
  }
}
