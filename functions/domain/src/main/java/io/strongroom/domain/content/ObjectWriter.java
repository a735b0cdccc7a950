package io.strongroom.domain.content;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.envelope.PartManifest;
import io.strongroom.domain.encryption.ETagSource;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.envelope.FreshEnvelope;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Content;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.Origin;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.SealedBytes;
import io.strongroom.domain.record.SealedManifest;
import io.strongroom.domain.record.Sealing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Writes one body as one object of one part, under a fresh data key. */
public final class ObjectWriter {

  private final BodySealer sealer;
  private final Objects objects;
  private final InstantSource clock;

  public ObjectWriter(BodySealer sealer, Objects objects, InstantSource clock) {
    this.sealer = sealer;
    this.objects = objects;
    this.clock = clock;
  }

  /** Where a body goes, and where it comes from. */
  public record Target(
      ObjectRef ref,
      ObjectMetadata metadata,
      WriteCondition condition,
      WriteRules rules,
      Origin origin) {

    /** Of a body that was sent. */
    public Target(
        ObjectRef ref, ObjectMetadata metadata, WriteCondition condition, WriteRules rules) {
      this(ref, metadata, condition, rules, Origin.PUT);
    }
  }

  /** Makes a version of what was sealed; the bytes come along where no blob has them. */
  @FunctionalInterface
  public interface Publishing {
    Uni<Published> publish(NewObject object, Optional<SealedBytes> bytes);
  }

  /** Does not close {@code fresh}. The object is visible when the Uni completes. */
  public Uni<WrittenObject> write(RequestBody body, FreshEnvelope fresh, Target target) {
    return write(
        body, fresh, target, (object, bytes) -> objects.put(object, target.condition(), bytes));
  }

  /** As above, made visible in another way. */
  public Uni<WrittenObject> write(
      RequestBody body, FreshEnvelope fresh, Target target, Publishing publishing) {
    ETagSource source = target.rules().etagSource(fresh.description());
    return sealer
        .seal(body, fresh.dataKey(), source)
        .chain(
            sealedBody -> {
              NewObject object = record(sealedBody, fresh, target);
              return sealer
                  .discardUnlessPublished(
                      sealedBody, publishing.publish(object, sealedBody.bytes()))
                  .map(published -> new WrittenObject(object, published, sealedBody.checksum()));
            });
  }

  private NewObject record(SealedBody body, FreshEnvelope fresh, Target target) {
    try (MetadataKey metadataKey = MetadataKey.of(fresh.dataKey())) {
      PartManifest manifest =
          new PartManifest(
              fresh.dataKey().suite(),
              List.of(new PartManifest.Part(1, body.blobId(), body.size(), body.commitment())));
      Content content =
          new Content(
              body.size(),
              body.etag(),
              Instant.ofEpochMilli(clock.millis()),
              SealedManifest.of(manifest.encode(metadataKey)));
      Sealing sealing =
          new Sealing(
              fresh.description(),
              fresh.envelope(),
              body.checksum()
                  .map(sum -> ChecksumVault.store(sum, fresh.description(), metadataKey)),
              List.of());
      return new NewObject(target.ref(), content, sealing, target.metadata(), target.origin());
    }
  }
}
