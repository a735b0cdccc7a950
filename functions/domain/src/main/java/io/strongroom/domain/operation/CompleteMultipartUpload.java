package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessConditions.Fact;
import io.strongroom.domain.access.AuthorizedUploads;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.envelope.SealingKeys;
import io.strongroom.domain.envelope.UploadEnvelopes;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * CompleteMultipartUpload: makes the parts one object without touching their bytes.
 *
 * <p>The part manifest is authenticated under the object's metadata key, which the upload keeps
 * wrapped under the service's bucket key: neither the customer key nor the right to decrypt is
 * needed here.
 */
public final class CompleteMultipartUpload {

  private final AuthorizedUploads authorized;
  private final UploadEnvelopes envelopes;
  private final Uploads uploads;
  private final InstantSource clock;

  public CompleteMultipartUpload(
      AuthorizedUploads authorized,
      UploadEnvelopes envelopes,
      Uploads uploads,
      InstantSource clock) {
    this.authorized = authorized;
    this.envelopes = envelopes;
    this.uploads = uploads;
    this.clock = clock;
  }

  /**
   * @param parts in the order of the request
   * @param expectation what the client says the whole object must be
   * @param encryption what the client says it was created with, if it says anything
   */
  public record Command(
      Caller caller,
      ObjectRef ref,
      UploadId uploadId,
      List<NamedPart> parts,
      Expectation expectation,
      EncryptionRequest encryption,
      WriteCondition condition)
      implements BringsKeys {

    @Override
    public Stream<CustomerKey> customerKeys() {
      return SealingKeys.customerKey(encryption).stream();
    }
  }

  /** A part as the request names it. */
  public record NamedPart(int number, String etag, Optional<NamedChecksum> checksum) {}

  /**
   * @param value base64
   */
  public record NamedChecksum(ChecksumAlgorithm algorithm, String value) {}

  /**
   * @param size plaintext bytes of the whole object
   */
  public record Expectation(
      Optional<NamedChecksum> checksum, Optional<ObjectChecksum.Type> type, OptionalLong size) {}

  /**
   * @param expiry when the object goes by itself, if it does and that was looked at
   */
  public record Result(
      ETag etag,
      Published published,
      EncryptionEcho encryption,
      Optional<ObjectChecksum> checksum,
      Optional<Lifecycle.Expiry> expiry) {}

  public Uni<Result> execute(Command command) {
    return authorized
        .locate(
            command.caller(),
            Action.PUT_OBJECT,
            command.ref(),
            command.uploadId(),
            Map.of(Fact.CREATES_OBJECT, "true"))
        .chain(found -> complete(command, found))
        .onFailure(CompleteMultipartUpload::isEnded)
        .recoverWithUni(() -> new RememberedCompletion(envelopes, uploads).answer(command));
  }

  /** Completed or aborted, before or meanwhile. */
  private static boolean isEnded(Throwable failure) {
    return failure instanceof ObjectStoreException refused
        && refused.error() instanceof RequestError.NoSuchUpload;
  }

  private Uni<Result> complete(Command command, AuthorizedUploads.Found found) {
    Upload upload = found.upload();
    EncryptionEcho echo =
        new CompletionKeys(command, upload.encryption())
            .require(Optional.of(upload.keys().object()));
    return uploads
        .parts(upload, 0, PartSelection.MAX_PARTS)
        .map(stored -> PartSelection.choose(upload, command, stored))
        .chain(parts -> assemble(command, upload, parts))
        .chain(assembled -> publish(command, found, assembled, echo));
  }

  private Uni<Result> publish(
      Command command,
      AuthorizedUploads.Found found,
      AssembledObject assembled,
      EncryptionEcho echo) {
    return uploads
        .complete(found.upload(), assembled.object(), command.condition())
        .map(
            published ->
                new Result(
                    assembled.object().content().etag(),
                    published,
                    echo,
                    assembled.shownChecksum(found.upload()),
                    found.bucket().settings().expiry(assembled.object().as(published.version()))));
  }

  private Uni<AssembledObject> assemble(Command command, Upload upload, List<StoredPart> parts) {
    return Ownership.using(
        envelopes.metadataKey(
            upload.keys().metadata(),
            upload.keys().object().suite(),
            upload.ref(),
            command.caller()),
        key ->
            Uni.createFrom()
                .item(() -> AssembledObject.of(upload, parts, command, key, clock.instant())));
  }
}
