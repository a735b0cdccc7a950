package io.strongroom.domain.object;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.access.Caller;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionDescription;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.encryption.Envelopes;
import io.strongroom.domain.encryption.TransportRule;
import io.strongroom.domain.encryption.WrappedEnvelope;
import io.strongroom.domain.encryption.WrappedObject;
import io.strongroom.domain.port.Objects;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Copies an object by wrapping its data key anew: a few hundred bytes, whatever its size. Source
 * and copy share their immutable blobs, which are counted by reference.
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
  static boolean suffices(StoredObject source, EncryptionSettings settings, ETagRule rule) {
    if (rule != ETagRule.S3 || source.envelope().suite() != settings.cipher().suite()) {
      return false;
    }
    return switch (settings) {
      case EncryptionSettings.KmsManaged kms ->
          source.encryption() instanceof EncryptionDescription.KmsManaged;
      case EncryptionSettings.CustomerProvided customer ->
          source.encryption() instanceof EncryptionDescription.CustomerProvided;
      case EncryptionSettings.ServiceManaged service -> false;
      case EncryptionSettings.Unencrypted none -> false;
    };
  }

  Uni<WrittenObject> rewrap(
      StoredObject source,
      Optional<CustomerKey> sourceKey,
      EncryptionSettings settings,
      ObjectWriter.Target target,
      Caller caller) {
    TransportRule.requireFor(source.encryption(), caller);
    return envelopes
        .rewrap(WrappedObject.of(source, sourceKey), settings, target.ref(), caller)
        .map(wrapped -> copy(source, wrapped, target))
        .call(copy -> objects.putSharing(copy, target.condition()))
        .map(copy -> new WrittenObject(copy, Optional.empty()));
  }

  private StoredObject copy(
      StoredObject source, WrappedEnvelope wrapped, ObjectWriter.Target target) {
    return new StoredObject(
        target.ref(),
        VersionId.NULL,
        source.size(),
        freshTag(),
        Instant.ofEpochMilli(clock.millis()),
        target.metadata(),
        wrapped.description(),
        wrapped.envelope(),
        source.manifest(),
        source.checksum(),
        List.of());
  }

  private static ETag freshTag() {
    byte[] tag = new byte[OPAQUE_TAG_BYTES];
    RANDOM.nextBytes(tag);
    return ETag.ofDigest(tag);
  }
}
