package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.service.Messages;
import io.strongroom.emulator.service.Messages.Addressed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Finds the key of a ciphertext and checks it, in this order: named key exists and is permitted,
 * the ciphertext is that key's, its key is permitted, and fit. Thread-safe.
 */
@ApplicationScoped
class CiphertextKeys {

  private static final String UNKNOWN =
      "The ciphertext refers to a customer master key that does not exist, does not exist in this"
          + " region, or you are not allowed to access.";

  private final Keys keys;
  private final Messages messages;

  CiphertextKeys(Keys keys, Messages messages) {
    this.keys = keys;
    this.messages = messages;
  }

  /**
   * Finds the key.
   *
   * @param given empty in a dry run that asks about the permission alone
   */
  Uni<Source> find(Call call, EncryptionUse use, Given given) {
    if (given.ciphertext().isPresent() && use.algorithm().isEmpty()) {
      SecretBytes ciphertext = given.ciphertext().get();
      return ofBlob(call, use, given.key(), ciphertext.use(byte[]::clone)).map(Source.Blob::new);
    }
    KeyReference name =
        given
            .key()
            .orElseThrow(
                () -> KmsRefusal.invalid("KeyId is required without a symmetric ciphertext."));
    return keys.get(call, name, use.asked())
        .map(
            key ->
                given
                    .ciphertext()
                    .<Source>map(ciphertext -> new Source.ToPublicKey(key, ciphertext))
                    .orElseGet(() -> new Source.None(key)));
  }

  /** A ciphertext, and the key that the caller says it is of; either may be left out. */
  record Given(Optional<KeyReference> key, Optional<SecretBytes> ciphertext) {}

  private Uni<Addressed> ofBlob(
      Call call, EncryptionUse use, Optional<KeyReference> name, byte[] ciphertext) {
    return named(call, use, name)
        .chain(named -> addressed(call, use, ciphertext, named))
        .call(message -> requireVisible(call, message.key()))
        .call(message -> requirePermitted(call, use, message.key(), name.isPresent()))
        .invoke(message -> use.key().demand().check(message.key()));
  }

  private Uni<Optional<KmsKey>> named(Call call, EncryptionUse use, Optional<KeyReference> name) {
    return name.map(given -> keys.permitted(call, given, use.asked()).map(Optional::of))
        .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
  }

  // Whose ciphertext it is comes before what the named key can do: of another key's ciphertext the
  // caller learns that, and nothing about the key it named.
  private Uni<Addressed> addressed(
      Call call, EncryptionUse use, byte[] ciphertext, Optional<KmsKey> named) {
    return Uni.createFrom()
        .deferred(() -> messages.address(ciphertext, call.scope().region()))
        .onFailure(KmsRefusal.class)
        .transform(unreadable -> misfit(use, named).orElse(unreadable))
        .map(
            found -> {
              if (named.isPresent() && !isOf(found, named.get())) {
                throw KmsRefusal.of(
                    KmsError.INCORRECT_KEY,
                    "The key ID in the request does not identify a CMK that can perform this"
                        + " operation.");
              }
              return found.orElseThrow(CiphertextKeys::unknown);
            });
  }

  // What is nobody's ciphertext says nothing of a key, so the named one is looked at.
  private static Optional<Throwable> misfit(EncryptionUse use, Optional<KmsKey> named) {
    try {
      named.ifPresent(use.key().demand()::check);
      return Optional.empty();
    } catch (RuntimeException refusal) {
      return Optional.of(refusal);
    }
  }

  private static boolean isOf(Optional<Addressed> message, KmsKey key) {
    return message.map(found -> found.key().arn()).equals(Optional.of(key.arn()));
  }

  private static Uni<Void> requireVisible(Call call, KmsKey key) {
    return call.naming()
        .requireVisible(call, key)
        .onFailure(KmsRefusal.class)
        .transform(hidden -> unknown());
  }

  // AWS: a foreign key answers like an unknown one, since a blob must not tell whose key made it.
  private Uni<Void> requirePermitted(Call call, EncryptionUse use, KmsKey key, boolean permitted) {
    if (permitted) {
      return Uni.createFrom().voidItem();
    }
    boolean own = key.arn().scope().account().equals(call.caller().account());
    Uni<Void> required = keys.require(call, call.access(use.asked(), key));
    return own
        ? required
        : required.onFailure(CiphertextKeys::isDenial).transform(CiphertextKeys::unknown);
  }

  /** Whoever calls for somebody is told what decided; the caller is not. */
  private static KmsRefusal unknown(Throwable denial) {
    return ((KmsRefusal) denial)
        .decision()
        .map(decision -> KmsRefusal.denied(UNKNOWN, decision))
        .orElseGet(() -> KmsRefusal.of(KmsError.ACCESS_DENIED, UNKNOWN));
  }

  private static boolean isDenial(Throwable failure) {
    return failure instanceof KmsRefusal refusal && refusal.error() == KmsError.ACCESS_DENIED;
  }

  private static KmsRefusal unknown() {
    return KmsRefusal.of(KmsError.UNKNOWN_CIPHERTEXT, UNKNOWN);
  }
}
