package io.strongroom.domain.envelope;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsException;
import io.strongroom.crypto.kms.KmsKeyDescription;
import io.strongroom.crypto.name.Region;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.EncryptionConfiguration;
import io.strongroom.domain.encryption.TransportRule;
import io.strongroom.domain.envelope.KeyRights.Behind;
import io.strongroom.domain.envelope.KeyRights.Wish;
import io.strongroom.domain.name.ObjectStoreException;
import io.strongroom.domain.name.RequestError;
import java.util.Optional;

/**
 * Whether a bucket may get a default encryption: over this connection, and with the key it names.
 * Later writers find out too late that a key cannot be used. Thread-safe.
 */
public final class DefaultKeys {

  private static final int ARN_REGION = 3;

  private final KeyService keys;
  private final Region region;

  /**
   * @param region where buckets are
   */
  public DefaultKeys(KeyService keys, Region region) {
    this.keys = keys;
    this.region = region;
  }

  /** What to make of a key that the KMS of this region does not know. */
  public enum UnknownKey {
    /** S3: the key may come later, until then writes fail. */
    ACCEPTED,
    /** OBS asks the KMS and believes it. */
    REFUSED
  }

  /**
   * Fails with InsecureTransport, or with KmsFailed when the caller may not use the key, or nobody
   * can: it is disabled, about to be deleted, of another kind, or in another region.
   */
  public Uni<Void> require(
      EncryptionConfiguration configuration, UnknownKey unknown, Caller caller) {
    return Uni.createFrom()
        .deferred(
            () -> {
              TransportRule.requireFor(configuration, caller);
              Optional<KeyName> named = configuration.kmsKey();
              return named.isEmpty()
                  ? Uni.createFrom().voidItem()
                  : requireUsable(named.get(), unknown, caller);
            });
  }

  private Uni<Void> requireUsable(KeyName name, UnknownKey unknown, Caller caller) {
    return described(name, unknown, caller)
        .invoke(DefaultKeys::requireUsable)
        .replaceWithVoid()
        .onFailure(failure -> unknown == UnknownKey.ACCEPTED && mayComeLater(name, failure))
        .recoverWithUni(Uni.createFrom().voidItem());
  }

  /** OBS asks in the user's name whether the user may see the key; S3 asks whether it is one. */
  private Uni<KmsKeyDescription> described(KeyName name, UnknownKey unknown, Caller caller) {
    Wish wish = new Wish(KeyRights.Use.DESCRIBE, EncryptionContext.empty(), name);
    Uni<KmsKeyDescription> key = keys.describe(name, caller.requester());
    return unknown == UnknownKey.REFUSED
        ? keys.rights().checked(caller, wish, key, found -> Behind.named(found.keyId()))
        : keys.rights().noted(caller, wish, key);
  }

  private static void requireUsable(KmsKeyDescription key) {
    Optional<KmsException> refusal =
        switch (key.usability()) {
          case USABLE -> Optional.empty();
          case DISABLED -> Optional.of(new KmsException.Disabled(key.keyId() + " is disabled."));
          case INVALID_STATE ->
              Optional.of(
                  new KmsException.InvalidState(
                      key.keyId() + " is in a state in which it cannot be used."));
          case WRONG_KIND ->
              Optional.of(
                  new KmsException.InvalidKeyUsage(
                      key.keyId() + " is not a symmetric key for encryption."));
        };
    if (refusal.isPresent()) {
      throw new ObjectStoreException(new RequestError.KmsFailed(refusal.get()));
    }
  }

  /** A key that names another region will never be found in this one. */
  private boolean mayComeLater(KeyName name, Throwable failure) {
    boolean notFound =
        failure instanceof ObjectStoreException refused
            && refused.error() instanceof RequestError.KmsFailed(KmsException.NotFound _);
    String[] arn = name.text().split(":", -1);
    boolean elsewhere =
        name.text().startsWith("arn:")
            && arn.length > ARN_REGION
            && !arn[ARN_REGION].equals(region.value());
    return notFound && !elsewhere;
  }
}
