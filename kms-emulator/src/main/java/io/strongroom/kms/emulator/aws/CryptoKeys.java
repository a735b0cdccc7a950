package io.strongroom.kms.emulator.aws;

import io.smallrye.mutiny.Uni;
import io.strongroom.kms.emulator.key.KeyUsage;
import io.strongroom.kms.emulator.key.KmsError;
import io.strongroom.kms.emulator.key.KmsKey;
import io.strongroom.kms.emulator.key.KmsRefusal;
import io.strongroom.kms.emulator.key.Lifecycle;
import io.strongroom.kms.emulator.service.Authorizer;
import io.strongroom.kms.emulator.service.KeyFinder;
import io.strongroom.kms.emulator.service.Messages;
import io.strongroom.kms.emulator.service.Messages.Addressed;
import jakarta.enterprise.context.ApplicationScoped;
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
  Uni<KmsKey> usable(AwsCall call, String keyId, String action, String algorithm) {
    return finder.findAny(call.scope(), keyId).invoke(key -> check(call, key, action, algorithm));
  }

  /** The key that a ciphertext names, ready to be used. */
  Uni<Addressed> ofCiphertext(
      AwsCall call, byte[] ciphertext, Optional<String> keyId, String action, String algorithm) {
    Uni<Optional<KmsKey>> expected =
        keyId
            .map(id -> finder.findAny(call.scope(), id).map(Optional::of))
            .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    return expected
        .invoke(named -> named.ifPresent(key -> authorizer.require(call.caller(), action, key)))
        .chain(named -> addressed(call, ciphertext, named))
        .invoke(message -> check(call, message.key(), action, algorithm));
  }

  private Uni<Addressed> addressed(AwsCall call, byte[] ciphertext, Optional<KmsKey> named) {
    return messages
        .address(ciphertext, call.scope().region())
        .map(
            found -> {
              if (named.isPresent()
                  && !found.map(m -> m.key().arn()).equals(named.map(KmsKey::arn))) {
                throw KmsRefusal.of(
                    KmsError.INCORRECT_KEY,
                    "The key ID in the request does not identify a CMK that can perform this"
                        + " operation.");
              }
              return found.orElseThrow(
                  () -> KmsRefusal.of(KmsError.ACCESS_DENIED, UNKNOWN_CIPHERTEXT));
            })
        .invoke(message -> requireVisible(call, message));
  }

  // A foreign key answers like an unknown one: a blob must not tell whose key made it.
  private static void requireVisible(AwsCall call, Addressed message) {
    if (!message.key().arn().scope().account().equals(call.caller().account())) {
      throw KmsRefusal.of(KmsError.ACCESS_DENIED, UNKNOWN_CIPHERTEXT);
    }
  }

  private void check(AwsCall call, KmsKey key, String action, String algorithm) {
    authorizer.require(call.caller(), action, key);
    Lifecycle.requireUsable(key);
    if (key.type().usage() != KeyUsage.ENCRYPT_DECRYPT) {
      throw KmsRefusal.of(
          KmsError.INVALID_KEY_USAGE,
          key.arn()
              + " key usage is "
              + key.type().usage()
              + " which is not valid for "
              + call.operation()
              + ".");
    }
    if (!algorithm.equals(KeyJson.SYMMETRIC)) {
      throw KmsRefusal.of(
          KmsError.INVALID_KEY_USAGE,
          "Algorithm "
              + algorithm
              + " is incompatible with key spec "
              + key.type().spec().wireName()
              + ".");
    }
  }
}
