package io.strongroom.domain.multipart;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.object.ObjectRef;

/** AbortMultipartUpload: forgets an upload and its parts. */
public final class AbortMultipartUpload {

  public record Command(Caller caller, ObjectRef ref, String uploadId) {}

  public Uni<Void> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
