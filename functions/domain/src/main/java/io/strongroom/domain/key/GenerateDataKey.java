package io.strongroom.domain.key;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.access.Caller;
import java.util.Optional;

/** GenerateDataKey and GenerateDataKeyWithoutPlaintext for clients. */
public final class GenerateDataKey {

  /**
   * @param length of the data key in bytes
   */
  public record Command(
      Caller caller, String keyId, int length, EncryptionContext context, boolean withPlaintext) {}

  /** The receiver closes {@code plaintext}. */
  public record Result(String keyId, WrappedKey wrapped, Optional<SecretBytes> plaintext) {}

  public Uni<Result> execute(Command command) {
    throw new UnsupportedOperationException();
  }
}
