package io.strongroom.domain.content;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.envelope.MetadataKey;
import io.strongroom.crypto.secret.DataKey;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.ETagSource;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.encryption.TransportRule;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.envelope.Envelopes;
import io.strongroom.domain.envelope.Ownership;
import io.strongroom.domain.envelope.WrappedObject;
import io.strongroom.domain.name.ETag;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.port.Objects;
import io.strongroom.domain.record.Content;
import io.strongroom.domain.record.NewObject;
import io.strongroom.domain.record.ObjectPart;
import io.strongroom.domain.record.ObjectVersion;
import io.strongroom.domain.record.Sealing;
import io.strongroom.domain.record.StoredChecksum;
import io.strongroom.domain.record.WrappedEnvelope;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Puts an object's data key under another key: a few hundred bytes change, whatever the object's
 * size. A copy made so shares its immutable blobs with the source, which are counted by reference.
 */
public final class Rewrapper {

  private static final int OPAQUE_TAG_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Envelopes envelopes;
  private final Objects objects;
  private final InstantSource clock;

  public Rewrapper(Envelopes envelopes, Objects objects, InstantSource clock) {
    this.envelopes = envelopes;
    this.objects = objects;
    this.clock = clock;
  }

  /**
   * Whether the data can stay as it is: same cipher, and an entity tag that promises nothing about
   * the bytes. So it is for a change of key only, KMS to KMS or customer to customer; whatever
   * needs an MD5 needs the data.
   */
  public static boolean suffices(
      ObjectVersion source, EncryptionSettings settings, WriteRules rules) {
    if (rules.etagSource(settings) != ETagSource.OPAQUE
        || source.envelope().suite() != settings.cipher().suite()) {
      return false;
    }
    return switch (settings) {
      case EncryptionSettings.KmsManaged _ ->
          source.encryption() instanceof EncryptionDescription.KmsManaged;
      case EncryptionSettings.CustomerProvided _ ->
          source.encryption() instanceof EncryptionDescription.CustomerProvided;
      case EncryptionSettings.ServiceManaged _ -> false;
      case EncryptionSettings.Unencrypted _ -> false;
    };
  }

  /**
   * A copy that shares the source's blobs and has its checksum, over every byte. Empty when that
   * checksum cannot be told without reading them.
   */
  public Uni<Optional<WrittenObject>> rewrap(
      ObjectVersion source,
      Optional<CustomerKey> sourceKey,
      EncryptionSettings settings,
      ObjectWriter.Target target,
      Caller caller) {
    TransportRule.requireFor(source.encryption(), caller);
    return checksum(source, sourceKey, caller)
        .chain(
            known ->
                known.isEmpty()
                    ? Uni.createFrom().item(Optional.<WrittenObject>empty())
                    : record(source, sourceKey, settings, target.ref(), caller)
                        .map(rewrapped -> copy(rewrapped, known.get(), target))
                        .chain(copy -> publish(copy, known.get(), target))
                        .map(Optional::of));
  }

  private Uni<WrittenObject> publish(
      NewObject copy, CopiedChecksum checksum, ObjectWriter.Target target) {
    return objects
        .putSharing(copy, target.condition())
        .map(published -> new WrittenObject(copy, published, checksum.checksum()));
  }

  /** Asks no KMS where there is no checksum. */
  private Uni<Optional<CopiedChecksum>> checksum(
      ObjectVersion source, Optional<CustomerKey> key, Caller caller) {
    return source.checksum().isEmpty()
        ? Uni.createFrom().item(Optional.of(CopiedChecksum.NONE))
        : Ownership.using(
            envelopes.open(WrappedObject.of(source, key), caller),
            dataKey -> Uni.createFrom().item(CopiedChecksum.of(source, dataKey)));
  }

  private NewObject copy(
      ObjectVersion rewrapped, CopiedChecksum checksum, ObjectWriter.Target target) {
    return new NewObject(
        target.ref(),
        new Content(
            rewrapped.size(),
            freshTag(),
            Instant.ofEpochMilli(clock.millis()),
            rewrapped.manifest()),
        new Sealing(rewrapped.encryption(), rewrapped.envelope(), checksum.stored(), List.of()),
        target.metadata());
  }

  /**
   * The record of a stored object under another key, bound to {@code destination}. Checksums that
   * the new mode keeps otherwise are sealed or opened on the way (SPEC META-3); for that alone the
   * data key leaves a KMS that could have kept it.
   */
  public Uni<ObjectVersion> record(
      ObjectVersion object,
      Optional<CustomerKey> key,
      EncryptionSettings settings,
      ObjectRef destination,
      Caller caller) {
    WrappedObject source = WrappedObject.of(object, key);
    if (checksums(object).allMatch(stored -> ChecksumVault.fits(stored, settings))) {
      return envelopes
          .rewrap(source, settings, destination, caller)
          .map(wrapped -> object.sealed(Sealing.of(wrapped, object.checksum(), object.parts())));
    }
    return envelopes.rewrap(
        source,
        settings,
        destination,
        caller,
        (dataKey, wrapped) -> withChecksums(object, dataKey, wrapped));
  }

  private static Stream<StoredChecksum> checksums(ObjectVersion object) {
    return Stream.concat(
        object.checksum().stream(),
        object.parts().stream().flatMap(part -> part.checksum().stream()));
  }

  private static ObjectVersion withChecksums(
      ObjectVersion object, DataKey dataKey, WrappedEnvelope wrapped) {
    try (MetadataKey key = MetadataKey.of(dataKey)) {
      UnaryOperator<StoredChecksum> move =
          stored ->
              ChecksumVault.store(ChecksumVault.load(stored, key), wrapped.description(), key);
      return object.sealed(
          Sealing.of(
              wrapped,
              object.checksum().map(move),
              object.parts().stream()
                  .map(
                      part -> new ObjectPart(part.number(), part.size(), part.checksum().map(move)))
                  .toList()));
    }
  }

  private static ETag freshTag() {
    byte[] tag = new byte[OPAQUE_TAG_BYTES];
    RANDOM.nextBytes(tag);
    return ETag.ofDigest(tag);
  }
}
