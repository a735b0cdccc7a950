package io.strongroom.domain.envelope;

import io.smallrye.mutiny.Uni;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.CustomerKey;
import io.strongroom.domain.encryption.EncryptionRequest;
import io.strongroom.domain.encryption.EncryptionSettings;
import io.strongroom.domain.encryption.TransportRule;
import io.strongroom.domain.encryption.WriteRules;
import io.strongroom.domain.name.ObjectRef;
import io.strongroom.domain.record.Bucket;
import java.util.Optional;

/** From what a writer asked for to a data key that is ready to seal with. */
public final class SealingKeys {

  private final EffectiveEncryption effective;
  private final Envelopes envelopes;

  public SealingKeys(EffectiveEncryption effective, Envelopes envelopes) {
    this.effective = effective;
    this.envelopes = envelopes;
  }

  /** What a writer asked for, and for which object. */
  public record Wish(EncryptionRequest request, ObjectRef ref, WriteRules rules, Caller caller) {}

  /** Resolves and checks the settings without asking a KMS. */
  public EncryptionSettings settings(Wish wish, Bucket bucket) {
    EncryptionSettings settings = effective.resolve(wish.request(), bucket, wish.rules());
    TransportRule.requireFor(settings, wish.caller());
    return settings;
  }

  /** A new data key. The receiver closes it. */
  public Uni<FreshEnvelope> fresh(Wish wish, Bucket bucket) {
    return Uni.createFrom()
        .item(() -> settings(wish, bucket))
        .chain(settings -> envelopes.create(settings, wish.ref(), wish.caller()));
  }

  /** The customer key in a request, if it has one. */
  public static Optional<CustomerKey> customerKey(EncryptionRequest request) {
    return switch (request) {
      case EncryptionRequest.CustomerProvided(CustomerKey key) -> Optional.of(key);
      case EncryptionRequest.BucketDefault _ -> Optional.empty();
      case EncryptionRequest.ServiceManaged _ -> Optional.empty();
      case EncryptionRequest.KmsManaged _ -> Optional.empty();
    };
  }
}
