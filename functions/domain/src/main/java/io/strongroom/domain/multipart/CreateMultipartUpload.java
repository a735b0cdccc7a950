package io.strongroom.domain.multipart;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.KeyBinding;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.kms.BucketKey;
import io.strongroom.domain.access.Action;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.bucket.AuthorizedBuckets;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.Envelopes;
import io.strongroom.domain.encryption.FreshEnvelope;
import io.strongroom.domain.encryption.SealingKeys;
import io.strongroom.domain.object.ETagRule;
import io.strongroom.domain.object.ObjectMetadata;
import io.strongroom.domain.object.ObjectRef;
import io.strongroom.domain.port.Uploads;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/** CreateMultipartUpload: fixes encryption and metadata of all parts. */
public final class CreateMultipartUpload {

  private static final int UPLOAD_ID_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final AuthorizedBuckets buckets;
  private final SealingKeys keys;
  private final Envelopes envelopes;
  private final Uploads uploads;
  private final InstantSource clock;

  public CreateMultipartUpload(
      AuthorizedBuckets buckets,
      SealingKeys keys,
      Envelopes envelopes,
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
      ETagRule etagRule) {}

  public record Result(
      String uploadId, EncryptionEcho encryption, Optional<ChecksumChoice> checksum) {}

  public Uni<Result> execute(Command command) {
    SealingKeys.Wish wish =
        new SealingKeys.Wish(
            command.encryption(), command.ref(), command.etagRule(), command.caller());
    return buckets
        .get(command.caller(), Action.PUT_OBJECT, command.ref().bucket())
        .chain(bucket -> keys.fresh(wish, bucket))
        .chain(fresh -> store(command, fresh).onTermination().invoke(fresh::close));
  }

  private Uni<Result> store(Command command, FreshEnvelope fresh) {
    return envelopes
        .serviceBucketKey(command.ref(), command.caller())
        .map(key -> upload(command, fresh, key))
        .call(uploads::create)
        .map(
            upload ->
                new Result(
                    upload.uploadId(),
                    EncryptionEcho.of(
                        fresh.description(), SealingKeys.customerKey(command.encryption())),
                    command.checksum()));
  }

  private Upload upload(Command command, FreshEnvelope fresh, BucketKey serviceKey) {
    try (serviceKey;
        MetadataKey metadataKey = MetadataKey.of(fresh.dataKey())) {
      return new Upload(
          uploadId(),
          command.ref(),
          Instant.ofEpochMilli(clock.millis()),
          command.caller().account(),
          command.metadata(),
          command.etagRule(),
          fresh.description(),
          fresh.envelope(),
          new Upload.ServiceWrap(
              serviceKey.keyId(),
              serviceKey.wrapped(),
              metadataKey.wrap(serviceKey.plaintext(), new KeyBinding(command.ref().arn()))),
          command.checksum());
    }
  }

  private static String uploadId() {
    byte[] id = new byte[UPLOAD_ID_BYTES];
    RANDOM.nextBytes(id);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }
}
