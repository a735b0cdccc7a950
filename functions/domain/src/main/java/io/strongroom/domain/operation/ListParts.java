package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AuthorizedUploads;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import java.util.List;

/** ListParts: needs no key, not even for an upload under a customer key. */
public final class ListParts {

  private final AuthorizedUploads authorized;
  private final Uploads uploads;

  public ListParts(AuthorizedUploads authorized, Uploads uploads) {
    this.authorized = authorized;
    this.uploads = uploads;
  }

  /**
   * @param marker part number after which to start
   * @param limit 0 to 1,000
   */
  public record Command(Caller caller, ObjectRef ref, String uploadId, int marker, int limit) {}

  /** Checksums of the parts are shown only where they are stored in the clear. */
  public record Result(Upload upload, List<StoredPart> parts, boolean truncated) {}

  public Uni<Result> execute(Command command) {
    return authorized
        .get(
            command.caller(), Action.LIST_MULTIPART_UPLOAD_PARTS, command.ref(), command.uploadId())
        .chain(
            upload ->
                uploads
                    .parts(upload, command.marker(), command.limit() + 1)
                    .map(parts -> page(upload, parts, command.limit())));
  }

  private static Result page(Upload upload, List<StoredPart> parts, int limit) {
    boolean truncated = parts.size() > limit;
    return new Result(upload, truncated ? parts.subList(0, limit) : parts, truncated && limit > 0);
  }
}
