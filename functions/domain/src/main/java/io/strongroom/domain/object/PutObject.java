package io.strongroom.domain.object;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.domain.access.Action;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.bucket.AuthorizedBuckets;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.FreshEnvelope;
import io.strongroom.domain.encryption.SealingKeys;
import io.strongroom.domain.port.Objects;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * PutObject: seals one body as one object.
 *
 * <p>The data key is there before the first byte of the body is accepted. The blob is durable
 * before its record becomes visible, so a crash leaves the old object or the new one.
 */
public final class PutObject {

  private final AuthorizedBuckets buckets;
  private final SealingKeys keys;
  private final BodySealer sealer;
  private final Objects objects;
  private final InstantSource clock;

  public PutObject(
      AuthorizedBuckets buckets,
      SealingKeys keys,
      BodySealer sealer,
      Objects objects,
      InstantSource clock) {
    this.buckets = buckets;
    this.keys = keys;
    this.sealer = sealer;
    this.objects = objects;
    this.clock = clock;
  }

  /**
   * @param condition on the object that is there now
   */
  public record Command(
      Caller caller,
      ObjectRef ref,
      EncryptionRequest encryption,
      ObjectMetadata metadata,
      RequestBody body,
      WriteCondition condition,
      ETagRule etagRule) {}

  /**
   * @param size plaintext bytes
   */
  public record Result(
      ETag etag, EncryptionEcho encryption, Optional<ObjectChecksum> checksum, long size) {}

  public Uni<Result> execute(Command command) {
    return buckets
        .get(command.caller(), Action.PUT_OBJECT, command.ref().bucket())
        .chain(bucket -> objects.check(command.ref(), command.condition()).replaceWith(bucket))
        .chain(
            bucket ->
                keys.fresh(
                    new SealingKeys.Wish(
                        command.encryption(), command.ref(), command.etagRule(), command.caller()),
                    bucket))
        .chain(fresh -> sealUnder(fresh, command).onTermination().invoke(fresh::close));
  }

  private Uni<Result> sealUnder(FreshEnvelope fresh, Command command) {
    BodySealer.ETagSource etagSource =
        BodySealer.ETagSource.of(command.etagRule(), fresh.description());
    return sealer
        .seal(command.body(), fresh.dataKey(), etagSource)
        .chain(body -> publish(body, fresh, command));
  }

  private Uni<Result> publish(SealedBody body, FreshEnvelope fresh, Command command) {
    StoredObject object = record(body, fresh, command);
    EncryptionEcho echo =
        EncryptionEcho.of(fresh.description(), SealingKeys.customerKey(command.encryption()));
    return sealer
        .discardUnlessPublished(body.blobId(), objects.put(object, command.condition()))
        .map(published -> new Result(body.etag(), echo, body.checksum(), body.size()));
  }

  private StoredObject record(SealedBody body, FreshEnvelope fresh, Command command) {
    try (MetadataKey metadataKey = MetadataKey.of(fresh.dataKey())) {
      PartManifest manifest =
          new PartManifest(
              fresh.dataKey().suite(),
              List.of(new PartManifest.Part(1, body.blobId(), body.size(), body.commitment())));
      return new StoredObject(
          command.ref(),
          VersionId.NULL,
          body.size(),
          body.etag(),
          Instant.ofEpochMilli(clock.millis()),
          command.metadata(),
          fresh.description(),
          fresh.envelope(),
          SealedManifest.of(manifest.encode(metadataKey)),
          body.checksum().map(sum -> ChecksumVault.store(sum, fresh.description(), metadataKey)),
          List.of());
    }
  }
}
