package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.AccessConditions.Fact;
import io.strongroom.domain.access.AuthorizedBuckets;
import io.strongroom.domain.caller.Action;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.envelope.FreshEnvelope;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.envelope.SealingKeys;
import io.strongroom.domain.envelope.UploadEnvelopes;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.UploadId;
import io.strongroom.domain.port.Uploads;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.ChecksumChoice;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.Upload;
import io.strongroom.domain.record.UploadKeys;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;

/** CreateMultipartUpload: fixes encryption and metadata of all parts. */
public final class CreateMultipartUpload {

  private final AuthorizedBuckets buckets;
  private final SealingKeys keys;
  private final UploadEnvelopes envelopes;
  private final Uploads uploads;
  private final InstantSource clock;

  public CreateMultipartUpload(
      AuthorizedBuckets buckets,
      SealingKeys keys,
      UploadEnvelopes envelopes,
      Uploads uploads,
      InstantSource clock) {
    this.buckets = buckets;
    this.keys = keys;
    this.envelopes = envelopes;
    this.uploads = uploads;
    this.clock = clock;
  }

  public record Command(
      Caller caller,
      ObjectRef ref,
      EncryptionRequest encryption,
      ObjectMetadata metadata,
      Optional<ChecksumChoice> checksum,
      WriteRules rules)
      implements BringsKeys {

    @Override
    public Stream<CustomerKey> customerKeys() {
      return SealingKeys.customerKey(encryption).stream();
    }
  }

  /**
   * @param abortion when the upload goes by itself, if it does and nobody completes it
   */
  public record Result(
      UploadId uploadId,
      EncryptionEcho encryption,
      Optional<ChecksumChoice> checksum,
      Optional<Lifecycle.Expiry> abortion) {}

  public Uni<Result> execute(Command command) {
    SealingKeys.Wish wish =
        new SealingKeys.Wish(
            command.encryption(), command.ref(), command.rules(), command.caller());
    return buckets
        .get(
            command.caller(),
            Action.PUT_OBJECT,
            command.ref(),
            AccessConditions.writing(command.encryption())
                .with(Fact.CREATES_OBJECT, "false")
                .bringing(command.metadata().marks()))
        .chain(
            bucket ->
                buckets.requireToMark(
                    command.caller(), command.ref(), command.metadata().marks(), bucket))
        .chain(
            bucket ->
                Ownership.using(keys.fresh(wish, bucket), fresh -> store(command, bucket, fresh)));
  }

  private Uni<Result> store(Command command, Bucket bucket, FreshEnvelope fresh) {
    return keys(command, fresh)
        .map(uploadKeys -> upload(command, bucket, fresh.description(), uploadKeys))
        .call(uploads::create)
        .map(
            upload ->
                new Result(
                    upload.uploadId(),
                    EncryptionEcho.of(
                        fresh.description(), SealingKeys.customerKey(command.encryption())),
                    command.checksum(),
                    bucket.settings().abortion(upload.ref(), upload.initiatedAt())));
  }

  private Uni<UploadKeys> keys(Command command, FreshEnvelope fresh) {
    return envelopes
        .forParts(fresh, command.ref(), command.caller())
        .chain(
            parts ->
                envelopes
                    .serviceKey(command.ref(), command.caller())
                    .map(
                        key ->
                            new UploadKeys(
                                fresh.envelope(),
                                parts,
                                wrapMetadataKey(fresh.dataKey(), key, command.ref()))));
  }

  private static UploadKeys.ServiceWrap wrapMetadataKey(
      DataKey dataKey, BucketKey serviceKey, ObjectRef ref) {
    try (serviceKey;
        MetadataKey metadataKey = MetadataKey.of(dataKey)) {
      return new UploadKeys.ServiceWrap(
          serviceKey.keyId(),
          serviceKey.wrapped(),
          metadataKey.wrap(serviceKey.plaintext(), new KeyBinding(ref.arn())));
    }
  }

  private Upload upload(
      Command command, Bucket bucket, EncryptionDescription encryption, UploadKeys uploadKeys) {
    Instant now = Instant.ofEpochMilli(clock.millis());
    return new Upload(
        UploadId.fresh(now),
        command.ref(),
        new Upload.Initiation(now, command.caller().account()),
        command.metadata().unlessPlaced(bucket.settings().storageClass()),
        command.rules().forParts(encryption),
        encryption,
        uploadKeys,
        command.checksum());
  }
}
