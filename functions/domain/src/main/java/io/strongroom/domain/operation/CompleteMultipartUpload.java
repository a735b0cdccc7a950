package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.aead.CiphertextRejected;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.domain.access.AuthorizedUploads;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.checksum.ChecksumAlgorithm;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.envelope.UploadEnvelopes;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.BucketKeyRef;
import io.strongroom.domain.record.StoredPart;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadKeys;
import java.time.InstantSource;
import java.util.List;
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
   */
  public record Command(
      Caller caller,
      ObjectRef ref,
      String uploadId,
      List<NamedPart> parts,
      Expectation expectation,
      Optional<CustomerKey> customerKey,
      WriteCondition condition)
      implements BringsKeys {

    @Override
    public Stream<CustomerKey> customerKeys() {
      return customerKey.stream();
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

  public record Result(ETag etag, EncryptionEcho encryption, Optional<ObjectChecksum> checksum) {}

  public Uni<Result> execute(Command command) {
    return authorized
        .get(command.caller(), Action.PUT_OBJECT, command.ref(), command.uploadId())
        .chain(
            upload ->
                uploads
                    .parts(upload, 0, PartSelection.MAX_PARTS)
                    .map(stored -> PartSelection.choose(upload, command, stored))
                    .chain(parts -> complete(command, upload, parts)));
  }

  private Uni<Result> complete(Command command, Upload upload, List<StoredPart> parts) {
    UploadKeys.ServiceWrap wrap = upload.keys().metadata();
    return Ownership.using(
            envelopes.unwrapServiceKey(
                new BucketKeyRef(wrap.keyId(), wrap.bucketKey()), upload.ref(), command.caller()),
            key -> Uni.createFrom().item(assemble(command, upload, parts, key)))
        .call(assembled -> uploads.complete(upload, assembled.object(), command.condition()))
        .map(
            assembled ->
                new Result(
                    assembled.object().content().etag(),
                    EncryptionEcho.of(upload.encryption(), command.customerKey()),
                    assembled.checksum()));
  }

  private AssembledObject assemble(
      Command command, Upload upload, List<StoredPart> parts, BucketKey serviceKey) {
    try (MetadataKey metadataKey = metadataKey(upload, serviceKey)) {
      return AssembledObject.of(upload, parts, command, metadataKey, clock.instant());
    }
  }

  private static MetadataKey metadataKey(Upload upload, BucketKey serviceKey) {
    try {
      return MetadataKey.unwrap(
          serviceKey.plaintext(),
          upload.keys().object().suite(),
          upload.keys().metadata().key(),
          new KeyBinding(upload.ref().arn()));
    } catch (CiphertextRejected damaged) {
      throw ObjectStoreException.damaged(damaged);
    }
  }
}
