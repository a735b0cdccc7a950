package io.strongroom.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.key.KmsError;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.key.KmsRefusal;
import io.strongroom.emulator.key.Lifecycle;
import io.strongroom.emulator.service.Authorizer;
import io.strongroom.emulator.service.Messages;
import io.strongroom.emulator.service.Messages.Addressed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Opens ciphertexts after the checks on the key that they name. Thread-safe. */
@ApplicationScoped
class DewMessages {

  private final Messages messages;
  private final DewKeys keys;
  private final Authorizer authorizer;

  DewMessages(Messages messages, DewKeys keys, Authorizer authorizer) {
    this.keys = keys;
    this.messages = messages;
    this.authorizer = authorizer;
  }

  /** A plaintext, which the receiver closes, and the key that had sealed it. */
  record Opened(KmsKey key, SecretBytes plaintext) {}

  /**
   * Opens {@code ciphertext}.
   *
   * @param expected the key that the caller named; another one's ciphertext is refused
   */
  Uni<Opened> open(DewUse use, byte[] ciphertext, Optional<KmsKey> expected) {
    return messages
        .address(ciphertext, use.call().scope().region())
        .map(found -> found.orElseThrow(DewMessages::unknown))
        .invoke(
            message -> {
              if (!expected.map(key -> key.arn().equals(message.key().arn())).orElse(true)) {
                throw unknown();
              }
            })
        // As if nobody had ever sealed it: it must not tell of another project's key.
        .call(
            message ->
                keys.requireInProject(use.call(), message.key())
                    .onFailure(KmsRefusal.class)
                    .transform(elsewhere -> unknown()))
        .call(message -> requirePermitted(use, message))
        .chain(
            message ->
                messages
                    .open(message, use.context())
                    .map(plaintext -> new Opened(message.key(), plaintext)));
  }

  private Uni<Void> requirePermitted(DewUse use, Addressed message) {
    return authorizer
        .require(use.call().access(use.action(), message.key()).withContext(use.context()))
        .invoke(() -> Lifecycle.requireUsable(message.key()));
  }

  private static KmsRefusal unknown() {
    return KmsRefusal.silent(KmsError.INVALID_CIPHERTEXT);
  }
}
