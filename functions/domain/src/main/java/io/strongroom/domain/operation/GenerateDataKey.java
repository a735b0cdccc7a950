package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.TransportRule;
import io.strongroom.domain.envelope.KeyRights;
import io.strongroom.domain.envelope.KeyService;
import java.util.Optional;

/** GenerateDataKey and GenerateDataKeyWithoutPlaintext for clients. */
public final class GenerateDataKey {

  private final KeyService keys;

  public GenerateDataKey(KeyService keys) {
    this.keys = keys;
  }

  /**
   * @param length of the data key in bytes
   */
  public record Command(
      Caller caller, KeyName key, int length, EncryptionContext context, boolean withPlaintext) {}

  /** The receiver closes {@code plaintext}. */
  public record Result(KmsKeyId keyId, WrappedKey wrapped, Optional<SecretBytes> plaintext) {}

  /** Fails with InsecureTransport when a plaintext key would cross the network in the clear. */
  public Uni<Result> execute(Command command) {
    if (command.withPlaintext()) {
      TransportRule.requireForPlaintextKey(command.caller());
      return keys.rights()
          .checked(
              command.caller(),
              new KeyRights.Wish(KeyRights.Use.GENERATE, command.context(), command.key()),
              keys.generateDataKey(
                  command.key(), command.length(), command.context(), command.caller().requester()),
              KeyRights.Behind::of)
          .map(made -> new Result(made.keyId(), made.wrapped(), Optional.of(made.plaintext())));
    }
    return keys.rights()
        .checked(
            command.caller(),
            new KeyRights.Wish(
                KeyRights.Use.GENERATE_WITHOUT_PLAINTEXT, command.context(), command.key()),
            keys.generateDataKeyWithoutPlaintext(
                command.key(), command.length(), command.context(), command.caller().requester()),
            KeyRights.Behind::of)
        .map(key -> new Result(key.keyId(), key.wrapped(), Optional.empty()));
  }
}
