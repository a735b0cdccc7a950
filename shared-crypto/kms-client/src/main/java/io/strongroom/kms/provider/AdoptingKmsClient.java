package io.strongroom.kms.provider;

import io.strongroom.crypto.kms.EncryptionContext;
import io.strongroom.crypto.kms.KeyName;
import io.strongroom.crypto.kms.KmsClient;
import io.strongroom.crypto.kms.Requester;
import io.strongroom.crypto.kms.WrappedDataKey;
import io.strongroom.crypto.secret.SecretBytes;
import java.util.concurrent.CompletionStage;

/** A client that can also wrap a key it did not make, which moving a key between services needs. */
public interface AdoptingKmsClient extends KmsClient {

  /**
   * Wraps {@code plaintext} for {@link #decrypt}.
   *
   * @param plaintext stays the caller's, who keeps it open until the stage completes
   */
  CompletionStage<WrappedDataKey> wrap(
      KeyName key, SecretBytes plaintext, EncryptionContext context, Requester requester);
}
