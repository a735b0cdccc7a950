package io.strongroom.domain.key;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.UnwrappedKey;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.domain.access.Caller;

/** Decrypt for clients: unwraps a data key. */
public final class Decrypt {

  /**
   * @param keyId the key that is expected to have wrapped it; may be empty
   */
  public record Command(
      Caller caller, String keyId, WrappedKey wrapped, EncryptionContext context) {}

  public Uni<UnwrappedKey> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
