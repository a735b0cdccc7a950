package io.strongroom.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.key.KeyUsage;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Lifecycle;
import io.strongroom.emulator.service.Authorizer;
import io.strongroom.emulator.service.KeyFinder;
import io.strongroom.emulator.service.Messages;
import io.strongroom.emulator.service.Messages.Addressed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/**
 * Finds the key of a cryptographic call and checks it in the API's order: exists, permitted, state,
 * usage, algorithm. Thread-safe.
 */
@ApplicationScoped
class CryptoKeys {

  private static final String UNKNOWN_CIPHERTEXT =
      "The ciphertext refers to a customer master key that does not exist, does not exist in this"
          + " region, or you are not allowed to access.";

  private final KeyFinder finder;
  private final Messages messages;
  private final Authorizer authorizer;

  CryptoKeys(KeyFinder finder, Messages messages, Authorizer authorizer) {
    this.finder = finder;
    this.messages = messages;
    this.authorizer = authorizer;
  }

  /** A key the caller named, ready to be used. */
  Uni<KmsKey> usable(CryptoUse use, String keyId) {
    return finder
        .findAny(use.call().scope(), keyId)
        .call(key -> authorizer.require(use.access(key, keyId)))
        .invoke(key -> requireFit(use, key));
  }

  /** A key the caller named, not checked at all. */
  Uni<KmsKey> resolve(AwsCall call, String keyId) {
    return finder.findAny(call.scope(), keyId);
  }

  /** A key the caller named, whatever it is for. */
  Uni<KmsKey> usable(AwsCall call, String keyId, List<String> tokens) {
    return finder
        .findAny(call.scope(), keyId)
        .call(key -> authorizer.require(call.access(key, keyId).withTokens(tokens)))
        .invoke(Lifecycle::requireUsable);
  }

  /** A key the caller named, for another use than messages. */
  Uni<KmsKey> usableFor(AwsCall call, String keyId, KeyUsage usage, List<String> tokens) {
    return usable(call, keyId, tokens).invoke(key -> requireUsage(call, key, usage));
  }

  /** The key that a ciphertext names, ready to be used. */
  Uni<Addressed> ofCiphertext(CryptoUse use, byte[] ciphertext, Optional<String> keyId) {
    return named(use, keyId)
        .chain(named -> addressed(use, ciphertext, named))
        .call(message -> requirePermitted(use, message, keyId))
        .invoke(message -> requireFit(use, message.key()));
  }

  private Uni<Optional<KmsKey>> named(CryptoUse use, Optional<String> keyId) {
    if (keyId.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return finder
        .findAny(use.call().scope(), keyId.get())
        .call(key -> authorizer.require(use.access(key, keyId.get())))
        .invoke(key -> requireFit(use, key))
        .map(Optional::of);
  }

  private Uni<Addressed> addressed(CryptoUse use, byte[] ciphertext, Optional<KmsKey> named) {
    return messages
        .address(ciphertext, use.call().scope().region())
        .map(
            found -> {
              if (named.isPresent() && !isOf(found, named.get())) {
                throw KmsRefusal.of(
                    KmsError.INCORRECT_KEY,
                    "The key ID in the request does not identify a CMK that can perform this"
                        + " operation.");
              }
              return found.orElseThrow(CryptoKeys::unknownCiphertext);
            });
  }

  private static boolean isOf(Optional<Addressed> message, KmsKey key) {
    return message.map(found -> found.key().arn()).equals(Optional.of(key.arn()));
  }

  // A foreign key answers like an unknown one: a blob must not tell whose key made it.
  private Uni<Void> requirePermitted(CryptoUse use, Addressed message, Optional<String> keyId) {
    boolean own = message.key().arn().scope().account().equals(use.call().caller().account());
    Uni<Void> required = authorizer.require(use.access(message.key(), keyId.orElse("")));
    return own
        ? required
        : required.onFailure(CryptoKeys::isDenial).transform(denial -> unknownCiphertext());
  }

  private static boolean isDenial(Throwable failure) {
    return failure instanceof KmsRefusal refusal && refusal.error() == KmsError.ACCESS_DENIED;
  }

  private static KmsRefusal unknownCiphertext() {
    return KmsRefusal.of(KmsError.ACCESS_DENIED, UNKNOWN_CIPHERTEXT);
  }

  private static void requireFit(CryptoUse use, KmsKey key) {
    Lifecycle.requireUsable(key);
    requireUsage(use.call(), key, KeyUsage.ENCRYPT_DECRYPT);
    KeyAlgorithms.require(key, use.algorithm());
    if (!use.context().isEmpty() && !key.type().spec().isSymmetricEncryption()) {
      throw KmsRefusal.invalid("An encryption context is not supported with asymmetric keys.");
    }
  }

  private static void requireUsage(AwsCall call, KmsKey key, KeyUsage usage) {
    if (key.type().usage() != usage) {
      throw KmsRefusal.of(
          KmsError.INVALID_KEY_USAGE,
          key.arn()
              + " key usage is "
              + key.type().usage()
              + " which is not valid for "
              + call.operation()
              + ".");
    }
  }
}
