package io.strongroom.domain.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.caller.Caller;
import io.strongroom.domain.encryption.TransportRule;
import io.strongroom.domain.envelope.KeyRights;
import io.strongroom.domain.envelope.KeyService;

/** Decrypt for clients: unwraps a data key. */
public final class Decrypt {

  private final KeyService keys;

  public Decrypt(KeyService keys) {
    this.keys = keys;
  }

  /**
   * @param key that is expected to have wrapped it, or {@link KeyName#any}
   */
  public record Command(
      Caller caller, KeyName key, WrappedKey wrapped, EncryptionContext context) {}

  /**
   * The receiver closes the key. Fails with InsecureTransport when it would cross the network in
   * the clear.
   */
  public Uni<UnwrappedKey> execute(Command command) {
    TransportRule.requireForPlaintextKey(command.caller());
    return keys.rights()
        .checked(
            command.caller(),
            new KeyRights.Wish(KeyRights.Use.DECRYPT, command.context(), command.key()),
            keys.decrypt(
                command.key(), command.wrapped(), command.context(), command.caller().requester()),
            KeyRights.Behind::of);
  }
}
