package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.ChecksumVault;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.envelope.UploadEnvelopes;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import io.strongroom.domain.name.VersionId;
import io.strongroom.domain.name.Versioning;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.CompletedUpload;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.StoredChecksum;
import java.util.Optional;

/**
 * The answer to a completion that was answered before, or to one that lost to another of the same
 * upload. It does nothing: an object that was replaced or deleted since stays so.
 */
final class RememberedCompletion {

  private final UploadEnvelopes envelopes;
  private final Uploads uploads;

  RememberedCompletion(UploadEnvelopes envelopes, Uploads uploads) {
    this.envelopes = envelopes;
    this.uploads = uploads;
  }

  /** Fails with NoSuchUpload for an upload that nobody completed, or too long ago. */
  Uni<CompleteMultipartUpload.Result> answer(CompleteMultipartUpload.Command command) {
    return uploads
        .findCompleted(command.ref(), command.uploadId())
        .chain(
            found ->
                found
                    .map(completed -> answer(command, completed))
                    .orElseThrow(
                        () ->
                            new ObjectStoreException(
                                new RequestError.NoSuchUpload(command.uploadId().value()))));
  }

  private Uni<CompleteMultipartUpload.Result> answer(
      CompleteMultipartUpload.Command command, CompletedUpload completed) {
    requireSameParts(command, completed);
    EncryptionEcho echo =
        new CompletionKeys(command, completed.encryption()).require(completed.customerEnvelope());
    return checksum(command, completed)
        .map(
            checksum ->
                new CompleteMultipartUpload.Result(
                    completed.etag(),
                    published(completed.version()),
                    echo,
                    checksum,
                    Optional.empty()));
  }

  /** As it was published: a version with an id was one that is kept. */
  private static Published published(VersionId version) {
    return new Published(version, version.isNull() ? Versioning.UNVERSIONED : Versioning.ENABLED);
  }

  /** The object's entity tag is made of those of its parts, so it tells whether they are named. */
  private static void requireSameParts(
      CompleteMultipartUpload.Command command, CompletedUpload completed) {
    if (command.parts().isEmpty()) {
      throw new ObjectStoreException(new RequestError.NoParts());
    }
    boolean same =
        AssembledObject.etag(
                command.parts().stream().map(CompleteMultipartUpload.NamedPart::etag).toList())
            .filter(completed.etag()::equals)
            .isPresent();
    if (!same) {
      CompleteMultipartUpload.NamedPart first = command.parts().getFirst();
      throw new ObjectStoreException(
          new RequestError.InvalidPart(command.uploadId(), first.number(), first.etag()));
    }
  }

  private Uni<Optional<ObjectChecksum>> checksum(
      CompleteMultipartUpload.Command command, CompletedUpload completed) {
    if (completed.checksum().isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    StoredChecksum stored = completed.checksum().get();
    return switch (stored) {
      case StoredChecksum.Clear(ObjectChecksum checksum) ->
          Uni.createFrom().item(Optional.of(checksum));
      case StoredChecksum.Sealed sealed ->
          Ownership.using(
              envelopes.metadataKey(
                  completed.metadata(), completed.suite(), completed.ref(), command.caller()),
              key -> Uni.createFrom().item(Optional.of(ChecksumVault.load(sealed, key))));
    };
  }
}
