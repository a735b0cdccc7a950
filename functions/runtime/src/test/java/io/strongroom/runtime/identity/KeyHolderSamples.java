package io.strongroom.runtime.identity;

import io.strongroom.crypto.kms.KmsKeyId;
import io.strongroom.crypto.kms.WrappedKey;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.domain.caller.CallerIdentity;
import io.strongroom.domain.identity.SealingKey;
import io.strongroom.domain.identity.StoredKey;
import io.strongroom.domain.identity.StoredKey.SealedSecret;
import io.strongroom.domain.identity.StoredKey.Status;
import io.strongroom.protocol.http.Signers.Signer;
import io.strongroom.signing.Credential;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Access keys as tests need them. */
final class KeyHolderSamples {

  private KeyHolderSamples() {}

  /** A key with a secret of its own. */
  static Known known(String accessKeyId, byte[] secret) {
    WrappedKey wrapped = WrappedKey.of(secret.clone());
    SealedSecret sealed =
        new SealedSecret(new SealingKey(UUID.randomUUID(), KmsKeyId.of("key"), wrapped), wrapped);
    StoredKey key =
        new StoredKey(
            accessKeyId, "AIDA", sealed, new Status(true, Instant.EPOCH), Optional.empty());
    Credential credential =
        new Credential(accessKeyId, SecretBytes.adopt(secret), "arn", "123456789012");
    return new Known(key, credential, new Signer(CallerIdentity.anonymous(), Optional.empty()));
  }
}
