package io.strongroom.kms.emulator.dew;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.kms.emulator.key.KmsError;
import io.strongroom.kms.emulator.key.KmsKey;
import io.strongroom.kms.emulator.key.KmsRefusal;
import io.strongroom.kms.emulator.key.Lifecycle;
import io.strongroom.kms.emulator.service.Authorizer;
import io.strongroom.kms.emulator.service.Messages;
import io.strongroom.kms.emulator.service.Messages.Addressed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Opens ciphertexts after the checks on the key that they name. Thread-safe. */
@ApplicationScoped
class DewMessages {

  private final Messages messages;
  private final Authorizer authorizer;

  DewMessages(Messages messages, Authorizer authorizer) {
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
  Uni<Opened> open(
      DewCall call, byte[] ciphertext, Optional<KmsKey> expected, Map<String, String> context) {
    return messages
        .address(ciphertext, call.scope().region())
        .map(found -> found.orElseThrow(DewMessages::unknown))
        .invoke(
            message -> {
              if (!expected.map(key -> key.arn().equals(message.key().arn())).orElse(true)) {
                throw unknown();
              }
            })
        .call(message -> requirePermitted(call, message, context))
        .map(message -> new Opened(message.key(), messages.open(message, context)));
  }

  private Uni<Void> requirePermitted(DewCall call, Addressed message, Map<String, String> context) {
    return authorizer
        .require(call.access("kms:Decrypt", message.key()).withContext(context))
        .invoke(() -> Lifecycle.requireUsable(message.key()));
  }

  private static KmsRefusal unknown() {
    return KmsRefusal.silent(KmsError.INVALID_CIPHERTEXT);
  }
}
