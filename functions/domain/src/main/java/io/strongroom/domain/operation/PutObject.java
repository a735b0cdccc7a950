package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.AccessConditions;
import io.strongroom.domain.access.AccessConditions.Fact;
import io.strongroom.domain.access.StoredObjects;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.checksum.ObjectChecksum;
import io.strongroom.domain.content.ObjectWriter;
import io.strongroom.domain.content.RequestBody;
import io.strongroom.domain.encryption.BringsKeys;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionEcho;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.envelope.FreshEnvelope;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.envelope.SealingKeys;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.name.WriteCondition;
import io.strongroom.domain.record.Bucket;
import io.strongroom.domain.record.Lifecycle;
import io.strongroom.domain.record.ObjectMetadata;
import io.strongroom.domain.record.Published;
import io.strongroom.domain.record.Tag;
import io.strongroom.domain.record.VersionMarks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PutObject: seals one body as one object.
 *
 * <p>The data key is there before the first byte of the body is accepted. The blob is durable
 * before its record becomes visible, or becomes so with it, so a crash leaves the old object or the
 * new one.
 */
public final class PutObject {

  private final StoredObjects stored;
  private final SealingKeys keys;
  private final ObjectWriter writer;

  public PutObject(StoredObjects stored, SealingKeys keys, ObjectWriter writer) {
    this.stored = stored;
    this.keys = keys;
    this.writer = writer;
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
      WriteRules rules)
      implements BringsKeys {

    /** The same for an object with these tags. */
    public Command tagged(List<Tag> tags) {
      VersionMarks marks = new VersionMarks(tags, metadata.marks().lock());
      return new Command(caller, ref, encryption, metadata.marked(marks), body, condition, rules);
    }

    @Override
    public Stream<CustomerKey> customerKeys() {
      return SealingKeys.customerKey(encryption).stream();
    }
  }

  /**
   * @param size plaintext bytes
   * @param expiry when the object goes by itself, if it does
   */
  public record Result(
      ETag etag,
      Published published,
      EncryptionEcho encryption,
      Optional<ObjectChecksum> checksum,
      long size,
      Optional<Lifecycle.Expiry> expiry) {}

  public Uni<Result> execute(Command command) {
    return stored
        .bucketFor(
            command.caller(),
            command.ref(),
            AccessConditions.writing(command.encryption())
                .with(Fact.CREATES_OBJECT, "true")
                .bringing(command.metadata().marks())
                .onlyIf(command.condition()),
            command.condition())
        .chain(
            bucket ->
                stored.requireToMark(
                    command.caller(), command.ref(), command.metadata().marks(), bucket))
        .invoke(
            bucket ->
                Vouching.require(
                    command.body(), command.metadata().marks().lock(), bucket.settings(), false))
        .chain(bucket -> stored.requireRoom(bucket, command.body().length()))
        .chain(
            bucket ->
                Ownership.using(
                    freshEnvelope(command, bucket), fresh -> write(command, bucket, fresh)));
  }

  private Uni<FreshEnvelope> freshEnvelope(Command command, Bucket bucket) {
    return keys.fresh(
        new SealingKeys.Wish(
            command.encryption(), command.ref(), command.rules(), command.caller()),
        bucket);
  }

  private Uni<Result> write(Command command, Bucket bucket, FreshEnvelope fresh) {
    ObjectWriter.Target target =
        new ObjectWriter.Target(
            command.ref(),
            command.metadata().unlessPlaced(bucket.settings().storageClass()),
            command.condition(),
            command.rules());
    EncryptionEcho echo =
        EncryptionEcho.of(fresh.description(), SealingKeys.customerKey(command.encryption()));
    return writer
        .write(command.body(), fresh, target)
        .map(
            written ->
                new Result(
                    written.object().content().etag(),
                    written.published(),
                    echo,
                    written.checksum(),
                    written.object().content().size(),
                    bucket.settings().expiry(written.version())));
  }
}
