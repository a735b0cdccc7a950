package io.strongroom.domain.multipart;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.object.ObjectRef;
import java.util.List;

/** ListParts: needs no key, not even for an upload under a customer key. */
public final class ListParts {

  /**
   * @param limit 0 to 1,000
   */
  public record Command(Caller caller, ObjectRef ref, String uploadId, int marker, int limit) {}

  /** Checksums of the parts are shown only where they are stored in the clear. */
  public record Result(Upload upload, List<StoredPart> parts, boolean truncated) {}

  public Uni<Result> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
