package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.domain.access.AuthorizedUploads;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.ChecksumVault;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.envelope.UploadEnvelopes;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.StoredChecksum;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import java.util.List;
import java.util.Optional;

/**
 * ListParts: needs no customer key and no key of a KMS key. The checksums of parts that were asked
 * for when the upload was created are shown, and where they are sealed they are opened with the
 * metadata key that the service keeps for the upload.
 */
public final class ListParts {

  private final AuthorizedUploads authorized;
  private final UploadEnvelopes envelopes;
  private final Uploads uploads;

  public ListParts(AuthorizedUploads authorized, UploadEnvelopes envelopes, Uploads uploads) {
    this.authorized = authorized;
    this.envelopes = envelopes;
    this.uploads = uploads;
  }

  /**
   * @param marker part number after which to start
   * @param limit 0 to 1,000
   */
  public record Command(Caller caller, ObjectRef ref, UploadId uploadId, int marker, int limit) {}

  /**
   * @param abortion when the upload goes by itself, if it does and nobody completes it
   */
  public record Result(
      Upload upload, List<Listed> parts, boolean truncated, Optional<Lifecycle.Expiry> abortion) {

    public Result {
      parts = List.copyOf(parts);
    }
  }

  /**
   * @param checksum where the upload asked for one
   */
  public record Listed(StoredPart part, Optional<ObjectChecksum> checksum) {}

  public Uni<Result> execute(Command command) {
    return authorized
        .locate(
            command.caller(), Action.LIST_MULTIPART_UPLOAD_PARTS, command.ref(), command.uploadId())
        .chain(
            found ->
                uploads
                    .parts(found.upload(), command.marker(), command.limit() + 1)
                    .chain(parts -> page(command, found, parts)));
  }

  private Uni<Result> page(Command command, AuthorizedUploads.Found found, List<StoredPart> parts) {
    Upload upload = found.upload();
    boolean more = parts.size() > command.limit();
    List<StoredPart> shown = more ? parts.subList(0, command.limit()) : parts;
    return listed(command, upload, shown)
        .map(
            listed ->
                new Result(
                    upload,
                    listed,
                    more && command.limit() > 0,
                    found.bucket().settings().abortion(upload.ref(), upload.initiatedAt())));
  }

  private Uni<List<Listed>> listed(Command command, Upload upload, List<StoredPart> parts) {
    boolean sealed =
        parts.stream()
            .anyMatch(part -> part.checksum().orElse(null) instanceof StoredChecksum.Sealed);
    if (upload.checksum().isEmpty()) {
      return Uni.createFrom()
          .item(parts.stream().map(part -> new Listed(part, Optional.empty())).toList());
    }
    if (!sealed) {
      return Uni.createFrom()
          .item(parts.stream().map(part -> new Listed(part, inTheClear(part))).toList());
    }
    return Ownership.using(
        envelopes.metadataKey(
            upload.keys().metadata(),
            upload.keys().object().suite(),
            upload.ref(),
            command.caller()),
        key ->
            Uni.createFrom()
                .item(
                    () ->
                        parts.stream().map(part -> new Listed(part, opened(part, key))).toList()));
  }

  private static Optional<ObjectChecksum> inTheClear(StoredPart part) {
    return part.checksum()
        .filter(StoredChecksum.Clear.class::isInstance)
        .map(clear -> ((StoredChecksum.Clear) clear).checksum());
  }

  private static Optional<ObjectChecksum> opened(StoredPart part, MetadataKey key) {
    return part.checksum().map(stored -> ChecksumVault.load(stored, key));
  }
}
